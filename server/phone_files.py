"""What phones fetch beside their page: pictures of questions and slides, and their receipts."""

from aiohttp.web import RouteDef

from server.classrooms import Classrooms
from server.eventlog import EventLog
from server.phone_slides import SlidePictures
from server.question_pictures import PictureShelf
from server.receipts import Receipts


def phone_files(rooms: Classrooms, log: EventLog) -> list[RouteDef]:
    """The routes of the phones' site for them."""
    parts = (PictureShelf(rooms, log), SlidePictures(rooms), Receipts(rooms, log))
    return [route for part in parts for route in part.routes]
