"""Aurora."""
