"""Documents that hold others: archives and e-mails."""
