"""What a picture is, by its first bytes: nobody's word on it is believed."""


def kind_of(body: bytes) -> str | None:
    """The media type that a picture's first bytes tell; None if it is neither PNG, JPEG nor WebP."""
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if body.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if body.startswith(b"RIFF") and body[8:12] == b"WEBP":
        return "image/webp"
    return None
