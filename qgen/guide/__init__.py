"""A study guide: what a deck is about, told to be read."""

from qgen.guide.making import make_guide
from qgen.guide.parts import ComparisonPart, ConceptPart, ExamplePart, FigurePart, GroupPart, Guide, MapPart, Part

__all__ = [
    "ComparisonPart",
    "ConceptPart",
    "ExamplePart",
    "FigurePart",
    "GroupPart",
    "Guide",
    "MapPart",
    "Part",
    "make_guide",
]
