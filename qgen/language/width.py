"""How wide a text is in a terminal, and so about how much room it takes anywhere."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def cells(text: str) -> int:
    """The width of a text in terminal cells: a Hangul syllable takes two, composed or not, and an emoji of many parts.

    A control character counts as one, for it is shown as a mark.
    """
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth  # its tables take longer to load than most commands need; ASCII can do without

    return wcswidth(_CONTROL.sub("?", text))
