"""Pictures in a deck, whatever their format."""
