"""English words as a reader compares them: without the endings of plurals and verbs."""

from __future__ import annotations

import re

_ENDING = re.compile(r"(?<=[a-z]{3})(?:ing|ed|es|s)$")


def without_ending(word: str) -> str:
    """So that `clusters`, `clustered` and `clustering` are one; a doubled consonant and a silent e go as well."""
    if not word.isascii() or word.endswith("ss"):
        return word
    bare = _ENDING.sub("", word)
    if bare != word and bare[-1] == bare[-2] and bare[-1] not in "lsz":
        return bare[:-1]
    return bare[:-1] if bare.endswith("e") and len(bare) > 4 else bare
