"""Past sessions: a list to choose from and one session as a page. Values in, pixels and wishes out."""
