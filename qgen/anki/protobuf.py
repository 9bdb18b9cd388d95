"""The containers of an Anki package, old and new: the collection's SQLite bytes, and the media files."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator

import zstandard

_MOST_BYTES = 2_000_000_000  # of one unpacked file: a bomb is refused, a deck with films is not


class NotAPackage(ValueError):
    """The bytes are no Anki package, or one that can't be read; the message says why."""


def unpacked(data: bytes) -> tuple[bytes, dict[str, bytes]]:
    """The collection and the media by name.

    NotAPackage if the bytes are no package, or a backup of a whole collection.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if any(info.file_size > _MOST_BYTES for info in archive.infolist()):
                raise NotAPackage(f"a file in it is larger than {_MOST_BYTES // 10**9} GB")
            if "collection.anki21b" in names:
                return _inflated(archive.read("collection.anki21b")), dict(_latest_media(archive, names))
            found = next((name for name in ("collection.anki21", "collection.anki2") if name in names), None)
            if found is None:
                raise NotAPackage("no collection is inside")
            listed = json.loads(archive.read("media")) if "media" in names else {}
            return archive.read(found), {
                name: archive.read(number) for number, name in listed.items() if number in names
            }
    except (
        zipfile.BadZipFile,
        zstandard.ZstdError,
        KeyError,
        UnicodeDecodeError,
        json.JSONDecodeError,
        EOFError,
        AttributeError,
        RuntimeError,
    ) as error:
        raise NotAPackage(f"it can't be read: {error}") from error


def messages(data: bytes) -> dict[int, list[int | bytes]]:
    """The fields of a protobuf message by number; of their values, numbers and bytes only.

    https://protobuf.dev/programming-guides/encoding/
    """
    found: dict[int, list[int | bytes]] = {}
    place = 0
    while place < len(data):
        key, place = _varint(data, place)
        kind = key & 7
        if kind == 0:
            value, place = _varint(data, place)
            found.setdefault(key >> 3, []).append(value)
        elif kind == 2:
            size, place = _varint(data, place)
            found.setdefault(key >> 3, []).append(data[place : place + size])
            place += size
        else:
            place += 8 if kind == 1 else 4
    return found


def _latest_media(archive: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, bytes]]:
    """Since Anki 2.1.50 media are listed by a protobuf message of entries, in the order of their numbers."""
    if "media" not in names:
        return
    for number, entry in enumerate(messages(_inflated(archive.read("media"))).get(1, [])):
        (name,) = messages(entry).get(1, [b""]) if isinstance(entry, bytes) else (b"",)
        if isinstance(name, bytes) and str(number) in names:
            yield name.decode(), _inflated(archive.read(str(number)))


def _inflated(data: bytes) -> bytes:
    with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)) as reader:
        return bytes(reader.read(_MOST_BYTES))


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if place >= len(data):
            raise NotAPackage("it can't be read: a message ends too early")
        byte = data[place]
        place += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, place
        shift += 7
