"""From a deck to pictures: one seam, what stands behind it, and the process that draws."""
