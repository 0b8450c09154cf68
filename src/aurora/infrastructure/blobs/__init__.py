"""Texts and raw pages by content hash."""
