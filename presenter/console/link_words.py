"""Where a link leads, in words."""

from PySide6.QtCore import QCoreApplication

from decks.spots import Jump, Link


def where_to(link: Link) -> str:
    """The address, or the place in the lesson."""
    translate = QCoreApplication.translate
    match link.jump:
        case Jump.WEB:
            return link.address
        case Jump.SLIDE:
            return translate("LinkWords", "Slide {n}").format(n=link.slide)
        case Jump.NEXT:
            return translate("LinkWords", "Next slide")
        case Jump.BACK:
            return translate("LinkWords", "Previous slide")
        case Jump.FIRST:
            return translate("LinkWords", "First slide")
        case Jump.LAST:
            return translate("LinkWords", "Last slide")
        case Jump.CAME_FROM:
            return translate("LinkWords", "The slide seen before")
        case Jump.END:
            return translate("LinkWords", "Stop presenting")
