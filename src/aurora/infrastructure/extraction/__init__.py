"""Making clean text out of pages and documents."""
