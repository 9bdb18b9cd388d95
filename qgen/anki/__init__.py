"""Anki packages: note types, which cards a note has, and the file itself. Knows nothing of questions."""
