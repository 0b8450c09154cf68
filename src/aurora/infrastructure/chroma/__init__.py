"""The passage index by meaning: a Chroma server, spoken to over its HTTP API."""
