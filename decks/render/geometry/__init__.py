"""Outlines of shapes: presets by name, and custom ones by their formulas."""
