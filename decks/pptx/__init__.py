"""PowerPoint files: the package they are, and the lesson in it."""
