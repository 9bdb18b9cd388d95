"""A project's folder: where it is, what is read from it and how files are written. Knows nothing of what is in them."""
