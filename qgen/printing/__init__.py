"""From HTML to PDF: fonts, words that stay whole, an engine behind a small interface."""
