"""A study guide: what a deck is about, told to be read."""

from qgen.guide.parts import ComparisonPart, ConceptPart, ExamplePart, FigurePart, GroupPart, Guide, MapPart, Part
from qgen.guide.telling import make_guide

__all__ = ["ComparisonPart", "ConceptPart", "ExamplePart", "FigurePart", "GroupPart", "Guide", "MapPart", "Part", "make_guide"]
