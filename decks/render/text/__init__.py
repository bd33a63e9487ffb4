"""Text on a slide: what it looks like, how it is set, how it is drawn."""
