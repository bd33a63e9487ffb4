"""What surfaces and lines are painted with: colours, fills, strokes, effects."""
