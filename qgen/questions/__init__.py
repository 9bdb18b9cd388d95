"""Questions as values, and what they are made with: names of things in one language, drawn taxonomies, imported notes."""
