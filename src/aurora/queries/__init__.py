"""Queries: what callers may ask, one question per file, by context."""
