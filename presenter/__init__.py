"""What the trainer sees: console, projector and review."""
