"""Neutral content and what becomes of it before any output: blocks, the Markdown of authors, wordings, pictures."""
