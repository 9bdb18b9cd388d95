"""Guids: what Anki knows a note by. Made of ids only, so that no edit of a text, file or tag changes one."""

from __future__ import annotations

import hashlib

from qgen.questions.model import Key

ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~"
"""The characters that Anki itself makes guids of; their order is frozen, for guids hang on it."""


def guid(namespace: str, oldest_id: str, key: Key, language: str) -> str:
    """Base91 of the first 8 bytes of SHA-256 over namespace, oldest id, pattern, variant and language."""
    text = f"{namespace}\0{oldest_id}\0{key.pattern}\0{key.variant}\0{language}"
    return base91(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big"))


def base91(number: int) -> str:
    """The number, written with the digits of `ALPHABET`."""
    digits = ""
    while number:
        number, rest = divmod(number, len(ALPHABET))
        digits = ALPHABET[rest] + digits
    return digits or ALPHABET[0]
