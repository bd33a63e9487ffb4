"""What a lesson is: decks, their slides, pictures and questions."""
