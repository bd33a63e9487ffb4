"""`python -m decks.lessons` builds the bundled lessons anew."""

from assets import ASSETS
from decks.lessons.building import build_lesson
from decks.lessons.source import lesson_files, read_lesson


def main() -> None:
    """Write every lesson into the assets."""
    folder = ASSETS / "decks"
    folder.mkdir(exist_ok=True)
    for source in lesson_files():
        path = folder / f"{source.stem}.pptx"
        path.write_bytes(build_lesson(read_lesson(source)))
        print(path.name)


if __name__ == "__main__":
    main()
