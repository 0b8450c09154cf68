"""Letters to people: over SMTP, or in the operator's log."""
