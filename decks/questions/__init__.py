"""Questions: what they are and how they are written in a slide's notes."""
