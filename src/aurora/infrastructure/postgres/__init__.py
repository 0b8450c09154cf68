"""PostgreSQL: the record of everything."""
