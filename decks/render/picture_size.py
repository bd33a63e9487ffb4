"""How large a picture of a slide is."""


def fitting(shape_width: float, shape_height: float, width: int, height: int) -> tuple[int, int]:
    """The largest size in pixels within width × height with the shape kept, at least 1 × 1."""
    scale = min(width / shape_width, height / shape_height)
    return max(1, round(shape_width * scale)), max(1, round(shape_height * scale))
