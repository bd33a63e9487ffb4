"""The slide on the projector, for phones that want to see it: both sockets' messages of it."""

from typing import Annotated

from msgspec import Meta

from server.protocol.values import Incoming, Outgoing, Ref

LARGEST_SLIDE = 512 * 1024
"""Of a picture, in bytes."""
SLIDE_PATH = "/slides"

ProjectedNumber = Annotated[int, Meta(ge=0, le=100_000)]
SlideTitle = Annotated[str, Meta(max_length=200)]
SlideImage = Annotated[bytes, Meta(max_length=LARGEST_SLIDE)]


class ProjectSlide(Incoming, frozen=True, tag="project_slide"):
    """The class sees this slide on the projector as it is now, as a JPEG, PNG or WebP of at most 512 KiB
    (base64); without a picture it sees none: black, white, the way to join, or nothing at all. Phones that
    take part may look at it from now on. Refused where the session does not share its slides."""

    ref: Ref
    number: ProjectedNumber = 0
    title: SlideTitle = ""
    picture: SlideImage = b""


class SlideShown(Outgoing, frozen=True, tag="slide"):
    """The slide that the class sees, whose picture is at `/slides/SHA256`; without a hash it sees none. Told
    only where the trainer shares the slides, to who takes part, at most once a second."""

    number: int = 0
    title: str = ""
    sha256: str = ""
