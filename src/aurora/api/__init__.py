"""HTTP in: one file per context, and what they share."""
