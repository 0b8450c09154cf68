"""Randomness from the operating system."""

import secrets


class SystemSecrets:
    """Bytes that nobody can guess."""

    def new(self) -> bytes:
        """Give 32 fresh random bytes."""
        return secrets.token_bytes(32)
