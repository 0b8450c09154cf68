"""Cryptography: passwords, access tokens and what is random."""
