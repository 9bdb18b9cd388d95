"""How patterns, outputs, entities and rules are found and filed, and whose fault it is if one of them fails."""
