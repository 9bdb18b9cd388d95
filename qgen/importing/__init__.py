"""From what people have already, notes and Anki decks, to a draft knowledge base. Whatever can't be read is listed."""
