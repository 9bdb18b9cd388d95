"""All that a project states: its entities by id, the facts that they make, and what can be proved from them."""
