"""The bundled lessons: a readable source for each, and the program that makes decks of them."""
