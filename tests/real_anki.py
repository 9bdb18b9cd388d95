"""What the real Anki says of a package: its own backend, the Rust core that the desktop app uses."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("anki")

from anki.collection import Collection, ImportAnkiPackageRequest

try:
    from anki.collection import ImportAnkiPackageOptions
except ImportError:  # 23.10 has no options: it does what later versions do by default
    ImportAnkiPackageOptions = None

_TEMPLATE_ERROR = re.compile(r"docs\.ankiweb\.net/templates/errors|has a problem:")


@contextmanager
def collection() -> Iterator[Collection]:
    """An empty collection of one's own."""
    with tempfile.TemporaryDirectory() as folder:
        opened = Collection(str(Path(folder) / "collection.anki2"))
        try:
            yield opened
        finally:
            opened.close()


def imported(opened: Collection, package: Path) -> dict[str, int]:
    """Import with the desktop's default options; how many notes were new, updated, duplicate, conflicting."""
    options = {"options": ImportAnkiPackageOptions()} if ImportAnkiPackageOptions else {}
    request = ImportAnkiPackageRequest(package_path=str(package), **options)
    log = opened.import_anki_package(request).log
    opened.models._clear_cache()
    return {kind: len(getattr(log, kind)) for kind in ("new", "updated", "duplicate", "conflicting")}


def faults(package: Path) -> dict[str, Any]:
    """Everything that is wrong with a package and that Anki does not say by itself; empty if nothing is."""
    with collection() as opened:
        log = imported(opened, package)
        notes = list(opened.find_notes(""))
        before = _cards(opened)
        media = opened.media.check()
        found: dict[str, Any] = {
            "conflicting": log["conflicting"],
            "surplus cards": [note.note_id for note in opened.get_empty_cards().notes],
            "template errors": [
                key for key, sides in rendered(opened).items() if _TEMPLATE_ERROR.search("".join(sides))
            ],
            "missing media": list(media.missing),
            "unused media": list(media.unused),
            "duplicate guids": opened.db.list("select guid from notes group by guid having count() > 1"),
        }
        opened.after_note_updates(notes, mark_modified=False, generate_cards=True)
        found["missing cards"] = sorted(_cards(opened) - before)
        message, sound = opened.fix_integrity()
        found["integrity"] = "" if sound else message
        return {name: value for name, value in found.items() if value}


def rendered(opened: Collection) -> dict[tuple[str, int], tuple[str, str]]:
    """(guid, ordinal) of each card -> the HTML of its two sides."""
    cards = {}
    for note_id in opened.find_notes(""):
        note = opened.get_note(note_id)
        for card in note.cards():
            sides = card.render_output()
            cards[note.guid, card.ord] = (sides.question_text, sides.answer_text)
    return cards


def _cards(opened: Collection) -> set[tuple[int, int]]:
    return {tuple(row) for row in opened.db.all("select nid, ord from cards")}
