"""PostgreSQL, Redis and Chroma as child processes, where no URL names a server elsewhere."""
