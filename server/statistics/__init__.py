"""A session's log folded into figures: pure functions from events to frozen values."""
