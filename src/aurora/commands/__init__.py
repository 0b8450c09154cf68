"""Commands: what callers may change, one use case per file, by context."""
