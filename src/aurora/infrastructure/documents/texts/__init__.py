"""Documents that are texts: tables, data and markup."""
