"""Office documents and books, by anydoc."""
