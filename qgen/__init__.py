"""qgen: facts in YAML become Anki decks, printable sheets and interview question sets."""

__version__ = "0.1.0"
