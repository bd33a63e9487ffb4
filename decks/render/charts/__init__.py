"""Charts: read from their parts into frozen values, laid out, and drawn."""
