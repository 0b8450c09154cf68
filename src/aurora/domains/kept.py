"""What is kept of a reading: its text, where the parts of it stand, and all that was read."""

from hashlib import sha256

import msgspec

from aurora.domains.elements import Element


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """The contents of the blobs; one that says nothing is empty, and no blob."""

    text: bytes
    elements: bytes = b""
    transcript: bytes = b""

    @classmethod
    def of(cls, text: str, elements: tuple[Element, ...] = (), transcript: bytes = b"") -> "Kept":
        """Encode a reading; parts and transcript of an empty text are not kept."""
        if not text:
            return cls(text=b"")
        packed = msgspec.json.encode(elements) if elements else b""
        return cls(text=text.encode("utf-8", "replace"), elements=packed, transcript=transcript)

    @property
    def contents(self) -> tuple[bytes, ...]:
        """The contents that say something."""
        return tuple(filter(None, (self.text, self.elements, self.transcript)))

    @property
    def text_sha256(self) -> str | None:
        """The name of the text's blob."""
        return _name(self.text)

    @property
    def elements_sha256(self) -> str | None:
        """The name of the elements' blob."""
        return _name(self.elements)

    @property
    def transcript_sha256(self) -> str | None:
        """The name of the transcript's blob."""
        return _name(self.transcript)


def _name(content: bytes) -> str | None:
    return sha256(content).hexdigest() if content else None
