"""A deck: its recipe, what of it was released, and how questions become an edition of it."""
