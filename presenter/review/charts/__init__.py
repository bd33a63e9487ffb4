"""The review's charts, drawn with QPainter: hovered, read by keyboard, told to a screen reader."""
