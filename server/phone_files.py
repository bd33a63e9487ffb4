"""What phones fetch beside their page: pictures of questions, and their receipts."""

from aiohttp.web import RouteDef

from server.classrooms import Classrooms
from server.eventlog import EventLog
from server.question_pictures import PictureShelf
from server.receipts import Receipts


def phone_files(rooms: Classrooms, log: EventLog) -> list[RouteDef]:
    """The routes of the phones' site for them."""
    return [*PictureShelf(rooms, log).routes, *Receipts(rooms, log).routes]
