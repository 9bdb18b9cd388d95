"""From HTML to PDF: fonts, an estimate of what fits, an engine behind a small interface."""
