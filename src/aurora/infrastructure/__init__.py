"""Infrastructure: every adapter, and what runs in the background."""
