"""Answers that a phone has given and the server has not yet acknowledged."""

from decks.questions.model import Answer
from server.protocol import SubmitAnswer
from server.rehearsal.progress import Progress


class Outbox:
    """Keeps answers, in the order they were given, until they are saved or refused for good."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._waiting: list[SubmitAnswer] = []

    @property
    def waiting(self) -> tuple[SubmitAnswer, ...]:
        """What is still to be acknowledged, oldest first."""
        return tuple(self._waiting)

    def put(self, answer: SubmitAnswer) -> None:
        """Take in a new answer."""
        self._waiting.append(answer)
        self._progress.answered += 1

    def confirm(self, question_id: str, round_: int, answer: Answer, confidence: int | None = None) -> None:
        """This very answer is on disk, and with it are those that it changed: sent again now, they
        would take its place. Said of an answer that isn't waiting, it changes nothing."""
        submitted = SubmitAnswer(question_id, round_, answer, confidence)
        if submitted not in self._waiting:
            return
        past = self._waiting.index(submitted) + 1
        settled = [
            each for each in self._waiting[:past] if (each.question_id, each.round) == (question_id, round_)
        ]
        self._waiting = [each for each in self._waiting[:past] if each not in settled] + self._waiting[past:]
        self._progress.acknowledged += len(settled)

    def refuse(self, question_id: str, round_: int) -> None:
        """The oldest waiting answer to this round will never be kept."""
        for submitted in self._waiting:
            if (submitted.question_id, submitted.round) == (question_id, round_):
                self._waiting.remove(submitted)
                self._progress.refused += 1
                return
