"""Redis: views, their cursors, and the broker of jobs; never the only copy of anything."""
