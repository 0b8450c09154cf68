"""Rendering: pages as a browser shows them, read through a guard of Aurora's own."""
