"""PDF: where words stand on a page, and what was meant by it."""
