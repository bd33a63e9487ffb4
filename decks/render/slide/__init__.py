"""A slide's sheets, and the shapes on them."""
