"""Neutral blocks as plain text, HTML and Markdown."""
