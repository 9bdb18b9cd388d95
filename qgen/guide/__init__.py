"""A study guide: what a deck is about, told to be read."""

from qgen.guide.making import make_guide
from qgen.guide.parts import Guide, Part

__all__ = ["Guide", "Part", "make_guide"]
