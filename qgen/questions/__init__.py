"""Questions as values, and what they are made with: names in one language, drawn taxonomies, imported notes."""
