"""The trainer's own window, on the laptop's screen."""
