"""How wide a text is in a terminal, and so about how much room it takes anywhere."""

from __future__ import annotations

import re
from functools import lru_cache

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def cells(text: str) -> int:
    """The width of a text in terminal cells: a Hangul syllable takes two, composed or not, and an emoji of many parts.

    A control character counts as one, for it is shown as a mark.
    """
    return len(text) if text.isascii() else _measured(text)


@lru_cache(maxsize=50_000)  # an option is measured for each question that may show it
def _measured(text: str) -> int:
    from wcwidth import wcswidth  # its tables take longer to load than most commands need; ASCII can do without

    return wcswidth(_CONTROL.sub("?", text))
