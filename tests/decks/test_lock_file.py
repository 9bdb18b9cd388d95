"""The lock file: how it is written and read, and what becomes of it in a merge."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from qgen.decks.lock import Lock, Locked
from qgen.decks.lock_file import FORMAT, read_lock, write_lock

CAT, DOG = ("cat#definition", "ko"), ("dog#definition", "ko")
LOOK = ("note-type:qgen-basic", "-")
MONDAY = 1_700_000_000
DRAFT = Locked("g1", "aa", MONDAY)
RELEASED = DRAFT.given_away()
LEAVING = replace(RELEASED, state="leaving")
RETIRED = replace(RELEASED, state="retired")


def read(text: str) -> Lock:
    lock, problems = read_lock("decks/zoo.lock", text.encode())
    assert not problems
    return lock


WHOLE = Lock(
    {
        DOG: replace(RELEASED, guid="g!2", blanks=("a", "b", "c"), released_blanks=2, note_type="qgen-cloze"),
        CAT: replace(DRAFT, note_type="qgen-basic"),
        ("cat#members/zoo-map", "ko"): replace(DRAFT, guid="g5", blanks=("x", "y")),
        ("eel#term", "ko"): replace(LEAVING, guid="g6", hash="cc"),
        ("fox#term", "ko"): replace(RETIRED, guid="g7", blanks=("z",), released_blanks=1),
        LOOK: Locked("-", "ee", MONDAY),
    },
    {("*", "ko"): ("동물원 100% 새\u3000것\t!",), ("zoo", "ko"): ("01", "02"), ("zoo", "en"): ("a%20b",)},
)


def test_what_is_written_reads_back() -> None:
    assert read(write_lock(WHOLE).decode()) == WHOLE
    assert read("") == Lock() == read(write_lock(Lock()).decode())


def test_the_file_in_words() -> None:
    """Committed files of earlier versions are in this form: it may grow, but not change."""
    lines = write_lock(WHOLE).decode().split("\n")
    assert lines[0] == f"# qgen lock, format {FORMAT}"
    body = [line for line in lines if not line.startswith("#")]
    assert body == [
        "cat#definition ko g1 aa 1700000000 qgen-basic draft",
        "cat#members/zoo-map ko g5 aa 1700000000 - draft +x,y",
        "dog#definition ko g!2 aa 1700000000 qgen-cloze released=aa@1700000000 a,b+c",
        "eel#term ko g6 cc 1700000000 - leaving=aa@1700000000",
        "fox#term ko g7 aa 1700000000 - retired=aa@1700000000 z",
        "note-type:qgen-basic - - ee 1700000000 - draft",
        "title * ko 동물원%20100%25%20새%E3%80%80것%09!",
        "title zoo en a%2520b",
        "title zoo ko 01",
        "title zoo ko 02",
        "",
    ]


def test_hashes_and_times_have_all_their_digits() -> None:
    lock = read("cat#definition ko g1 0123456789abcdef 1234567890 - released=fedcba9876543210@1234567891\n")
    assert lock.items[CAT] == Locked(
        "g1", "0123456789abcdef", 1234567890, state="released", released="fedcba9876543210", released_mod=1234567891
    )


def test_lines_end_as_on_any_system_and_comments_are_left_out() -> None:
    text = write_lock(WHOLE).decode()
    assert read(text.replace("\n", "\r\n")) == WHOLE
    assert read("\n\n# mine\n" + text + "  \n") == WHOLE


ENTRY = "cat#definition ko g1 {} {} qgen-basic draft\n"


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_entries_with_one_key_the_later_one_counts(turned: bool) -> None:
    lines = [ENTRY.format("aa", 100), ENTRY.format("bb", 200)]
    lock = read("".join(lines[::-1] if turned else lines))
    assert [(one.hash, one.mod) for one in lock.items.values()] == [("bb", 200)]


CONFLICT = [
    "<<<<<<< mine",
    ENTRY.format("aa", 100).strip(),
    "=======",
    ENTRY.format("bb", 200).strip(),
    ">>>>>>> theirs",
]


def test_a_merge_conflict_keeps_the_lines_of_both_sides() -> None:
    lock, problems = read_lock("decks/zoo.lock", "\n".join(CONFLICT).encode())
    assert lock.items[CAT].hash == "bb"
    assert [(one.code, one.severity, one.span.line if one.span else 0) for one in problems] == [
        ("lock-conflict", "warning", line) for line in (1, 3, 5)
    ]
    assert all(one.hint and "commit the lock" in one.hint for one in problems)


@pytest.mark.parametrize("mark", ["<<<<<<< a", "=======", ">>>>>>> b", "||||||| c"])
def test_each_mark_of_a_conflict_is_known(mark: str) -> None:
    (problem,) = read_lock("x.lock", mark.encode())[1]
    assert (problem.code, problem.severity) == ("lock-conflict", "warning")


@pytest.mark.parametrize(
    "line",
    [
        "what is this",
        "cat#definition ko g1 aa",
        "cat#definition ko g1 AA 100 - draft",
        "cat#definition ko g1 aa x100 - draft",
        "cat#definition ko g1 aa 100 - drafted",
        "cat#definition ko g1 aa 100 - released=xyz@1",
        "cat#definition ko g1 aa 100 - released=aa",
        "cat#definition ko g1 aa 100 - released",
        "cat#definition ko g1 aa 100 - draft=aa@1",
        "cat#definition ko g1 aa 100 - draft a b",
        "cat#definition ko g1  100 - draft",
        "title zoo ko",
        "title zoo ko two words",
        "a \ufffd",
    ],
)
def test_a_line_that_is_no_entry_is_told_with_its_place(line: str) -> None:
    lock, problems = read_lock("decks/zoo.lock", f"# head\n{ENTRY.format('aa', 100)}{line}\n".encode())
    assert lock.items.keys() == {CAT}
    (problem,) = problems
    assert (problem.code, problem.severity) == ("lock", "error")
    assert problem.hint and "qgen lock --from" in problem.hint
    span = problem.span
    assert span and (span.path, span.line, span.column, span.end_line, span.end_column) == (
        "decks/zoo.lock",
        3,
        1,
        3,
        len(line) + 1,
    )


def test_a_file_that_is_no_lock_at_all_is_told_three_times() -> None:
    assert len(read_lock("x.lock", b"no\n" * 1000)[1]) == 3
    assert [one.span.line for one in read_lock("x.lock", b"\xff\xfe\nno")[1] if one.span] == [1, 2]


def test_a_lock_of_a_newer_qgen_is_not_guessed_at() -> None:
    lock, (problem,) = read_lock("x.lock", f"# qgen lock, format {FORMAT + 1}\nsomething new\n".encode())
    assert lock == Lock() and problem.severity == "error" and problem.hint == "update qgen"


MEMBERS = "animal#members/map ko g1 {} {} qgen-cloze {}\n"
GIVEN = MEMBERS.format("bb", 200, "released=bb@200 cat,dog,bird")
BUILT = MEMBERS.format("cc", 300, "draft +cat,dog,fish")


@pytest.mark.parametrize("lines", [GIVEN + BUILT, BUILT + GIVEN, f"<<<<<<< a\n{BUILT}=======\n{GIVEN}>>>>>>> b\n"])
def test_a_released_line_beats_a_draft_that_was_built_later(lines: str) -> None:
    lock, problems = read_lock("decks/zoo.lock", lines.encode())
    assert {problem.code for problem in problems} <= {"lock-conflict"}
    (locked,) = lock.items.values()
    assert (locked.state, locked.mod, locked.blanks, locked.released_blanks) == (
        "released",
        200,
        ("cat", "dog", "bird", "fish"),
        3,
    )


def test_two_released_numberings_are_an_error_with_both_places() -> None:
    other = MEMBERS.format("cc", 300, "released=cc@300 cat,dog,fish")
    _, (problem,) = read_lock("decks/zoo.lock", f"# head\n{GIVEN}{DRAFT_LINE}{other}".encode())
    assert (problem.code, problem.severity) == ("lock-clash", "error")
    assert str(problem.span) == "decks/zoo.lock:4:1" and "line 2 of decks/zoo.lock" in problem.message
    assert "`cat,dog,bird`" in problem.message and "`cat,dog,fish`" in problem.message
    assert problem.hint and "keep the line" in problem.hint


def test_two_keys_of_one_guid_that_clash_are_told_with_both_places() -> None:
    other = MEMBERS.replace("animal", "beast").format("cc", 300, "released=cc@300 dog,cat")
    _, (problem,) = read_lock("decks/zoo.lock", (GIVEN + DRAFT_LINE + other).encode())
    assert problem.code == "lock-clash" and str(problem.span) == "decks/zoo.lock:3:1"
    assert "beast#members/map" in problem.message and "line 1 of decks/zoo.lock" in problem.message


DRAFT_LINE = "cat#definition ko g9 aa 100 qgen-basic draft\n"


@pytest.mark.real
@pytest.mark.parametrize("favour", [(), ("--union",)])
def test_git_merges_the_locks_of_two_branches(tmp_path: Path, favour: tuple[str, ...]) -> None:
    """Main released, the branch only built, later. With `merge=union` in `.gitattributes` there is no conflict."""
    common = Lock({("animal#members/map", "ko"): Locked("g1", "aa", 100, ("cat", "dog")).given_away()})
    (before,) = common.items.values()
    main = before.revised("bb", 200, ("cat", "dog", "bird")).given_away()
    branch = before.revised("cc", 300, ("cat", "dog", "fish"))
    for name, locked in (("main", main), ("common", before), ("branch", branch)):
        (tmp_path / name).write_bytes(write_lock(Lock({("animal#members/map", "ko"): locked})))
    subprocess.run(["git", "merge-file", *favour, "main", "common", "branch"], cwd=tmp_path, check=False)
    lock, problems = read_lock("zoo.lock", (tmp_path / "main").read_bytes())
    assert [problem.code for problem in problems] == ([] if favour else ["lock-conflict"] * 3)
    (locked,) = lock.items.values()
    assert locked == replace(main, blanks=("cat", "dog", "bird", "fish"))
