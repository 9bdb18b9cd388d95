"""The lock: what is remembered of an item from build to release to build, how it is written and how it is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qgen.decks.lock import Lock, Locked, numbered, read_lock, write_lock

CAT, DOG = ("cat#definition", "ko"), ("dog#definition", "ko")
ENGLISH = ("cat#definition", "en")
LOOK = ("note-type:qgen-basic", "-")
MONDAY, TUESDAY = 1_700_000_000, 1_700_086_400
DRAFT = Locked("g1", "aa", MONDAY)
RELEASED = Locked("g1", "aa", MONDAY, state="released", released="aa")
LEAVING = replace(RELEASED, state="leaving")
RETIRED = replace(RELEASED, state="retired")


def read(text: str) -> Lock:
    lock, problems = read_lock("decks/zoo.lock", text.encode())
    assert not problems
    return lock


# --- one item ---------------------------------------------------------------------------------------------------------


def test_a_new_item_is_a_draft_that_no_learner_has() -> None:
    assert DRAFT.is_new and not DRAFT.is_changed
    for known in (RELEASED, LEAVING, RETIRED):
        assert not known.is_new


def test_an_item_has_changed_if_learners_have_it_otherwise() -> None:
    assert replace(RELEASED, hash="bb").is_changed
    assert not RELEASED.is_changed
    assert not replace(LEAVING, hash="bb").is_changed and not replace(DRAFT, hash="bb").is_changed


def test_what_holds_the_same_keeps_its_time() -> None:
    assert RELEASED.revised("aa", TUESDAY) == RELEASED
    assert DRAFT.revised("aa", TUESDAY) == DRAFT


def test_what_holds_something_else_has_a_later_time() -> None:
    assert RELEASED.revised("bb", TUESDAY) == replace(RELEASED, hash="bb", mod=TUESDAY)
    assert DRAFT.revised("bb", TUESDAY) == replace(DRAFT, hash="bb", mod=TUESDAY)


@pytest.mark.parametrize("now", [MONDAY - 1000, MONDAY, MONDAY + 1])
def test_the_time_moves_on_even_if_the_clock_does_not(now: int) -> None:
    """Anki updates a note only if its time is later."""
    assert RELEASED.revised("bb", now).mod == MONDAY + 1


def test_blanks_are_those_of_now() -> None:
    before = replace(RELEASED, blanks=("a",), released_blanks=1)
    assert before.revised("bb", TUESDAY, ("a", "b")) == replace(before, hash="bb", mod=TUESDAY, blanks=("a", "b"))
    assert before.revised("aa", TUESDAY).blanks == ()


def test_what_leaves_is_leaving_and_may_come_back() -> None:
    gone = RELEASED.revised("cc", TUESDAY, leaving=True)
    assert (gone.state, gone.mod, gone.released) == ("leaving", TUESDAY, "aa")
    back = gone.revised("aa", TUESDAY + 5)
    assert (back.state, back.hash, back.mod, back.released) == ("released", "aa", TUESDAY + 5, "aa")
    assert not back.is_changed
    assert RETIRED.revised("bb", TUESDAY).state == "released"
    assert replace(DRAFT, state="leaving").revised("aa", TUESDAY).state == "draft"  # no learner ever had it


def test_a_release_gives_away_what_was_built() -> None:
    built = replace(DRAFT, blanks=("a", "b"))
    given = built.given_away()
    assert given == replace(built, state="released", released="aa", released_blanks=2)
    assert not given.is_new and not given.is_changed
    again = given.revised("bb", TUESDAY, ("a", "b", "c")).given_away()
    assert (again.state, again.released, again.released_blanks, again.mod) == ("released", "bb", 3, TUESDAY)


@pytest.mark.parametrize("gone", [LEAVING, RETIRED])
def test_a_release_retires_what_leaves(gone: Locked) -> None:
    """Learners keep what they were given last: its hash is remembered."""
    assert replace(gone, hash="dd").given_away() == replace(gone, hash="dd", state="retired", released="aa")


# --- a whole lock -----------------------------------------------------------------------------------------------------


def test_a_build_of_one_language_leaves_the_others() -> None:
    before = Lock(
        {CAT: DRAFT, ENGLISH: replace(DRAFT, guid="g2"), LOOK: Locked("-", "ee", MONDAY)}, {("zoo", "ko"): "동물"}
    )
    built = {CAT: replace(DRAFT, hash="bb"), LOOK: Locked("-", "ff", TUESDAY)}
    after = before.merged(built, "ko")
    assert after.items == {**built, ENGLISH: replace(DRAFT, guid="g2")}
    assert after.titles == before.titles


def test_a_draft_that_is_dropped_leaves_no_trace() -> None:
    before = Lock({CAT: DRAFT, DOG: replace(DRAFT, guid="g2"), ENGLISH: replace(DRAFT, guid="g3")})
    assert before.merged({CAT: DRAFT}, "ko").items.keys() == {CAT, ENGLISH}


def test_what_was_released_stays_remembered() -> None:
    before = Lock({CAT: DRAFT, DOG: replace(RELEASED, guid="g2")})
    assert before.merged({CAT: DRAFT}, "ko").items == before.items


def test_an_item_with_a_new_key_loses_the_old_one() -> None:
    """The guid tells that it is the same. The same guid in another language is another note."""
    before = Lock({CAT: RELEASED, ENGLISH: RELEASED})
    house_cat = ("house-cat#definition", "ko")
    assert before.merged({house_cat: RELEASED}, "ko").items == {house_cat: RELEASED, ENGLISH: RELEASED}
    assert before.merged({LOOK: RELEASED}, "ko").items == {CAT: RELEASED, ENGLISH: RELEASED, LOOK: RELEASED}


def test_a_restored_language_holds_what_the_package_holds_and_nothing_else() -> None:
    titles = {("*", "ko"): "동물원", ("zoo", "ko"): "동물", ("*", "en"): "Zoo"}
    before = Lock({CAT: DRAFT, DOG: RELEASED, ENGLISH: DRAFT}, titles)
    package = Lock({CAT: RELEASED}, {("*", "ko"): "새 동물원"})
    after = before.restored(package, "ko")
    assert after.items == {CAT: RELEASED, ENGLISH: DRAFT}
    assert after.titles == {("*", "ko"): "새 동물원", ("*", "en"): "Zoo"}


def test_a_release_of_one_language_leaves_the_others() -> None:
    titles = {("*", "ko"): "동물원", ("zoo", "ko"): "동물", ("*", "en"): "Zoo"}
    after = Lock({CAT: DRAFT, ENGLISH: DRAFT}, titles).given_away({("*", "ko"): "새 동물원"}, iter(["ko"]))
    assert after.items == {CAT: DRAFT.given_away(), ENGLISH: DRAFT}
    assert after.titles == {("*", "ko"): "새 동물원", ("*", "en"): "Zoo"}
    both = Lock({CAT: DRAFT, ENGLISH: DRAFT}).given_away({}, ["ko", "en"])
    assert both.items == {CAT: DRAFT.given_away(), ENGLISH: DRAFT.given_away()}


def test_a_blank_keeps_its_number_for_ever() -> None:
    assert numbered(["b", "a"], None) == ("b", "a")
    assert numbered(["c", "b"], replace(DRAFT, blanks=("a", "b"))) == ("a", "b", "c")  # a is gone: no other is number 1
    assert numbered([], replace(DRAFT, blanks=("a",))) == ("a",)
    assert numbered(["a", "a"], None) == ("a",)


# --- the file ---------------------------------------------------------------------------------------------------------

WHOLE = Lock(
    {
        DOG: replace(RELEASED, guid="g!2", blanks=("a", "b", "c"), released_blanks=2, note_type="qgen-cloze"),
        CAT: replace(DRAFT, note_type="qgen-basic"),
        ("cat#members/zoo-map", "ko"): replace(DRAFT, guid="g5", blanks=("x", "y")),
        ("eel#term", "ko"): replace(LEAVING, guid="g6", hash="cc"),
        ("fox#term", "ko"): replace(RETIRED, guid="g7", blanks=("z",), released_blanks=1),
        LOOK: Locked("-", "ee", MONDAY),
    },
    {("*", "ko"): "동물원 100% 새\u3000것\t!", ("zoo", "ko"): "01", ("zoo", "en"): "a%20b"},
)


def test_what_is_written_reads_back() -> None:
    assert read(write_lock(WHOLE).decode()) == WHOLE
    assert read("") == Lock() == read(write_lock(Lock()).decode())


def test_the_file_in_words() -> None:
    """Committed files of earlier versions are in this form: it may grow, but not change."""
    header, body = write_lock(WHOLE).decode().split("released yet.\n")[0], write_lock(WHOLE).decode().split("\n")[4:]
    assert header.startswith("# ")
    assert body == [
        "cat#definition ko g1 aa 1700000000 qgen-basic draft",
        "cat#members/zoo-map ko g5 aa 1700000000 - draft +x,y",
        "dog#definition ko g!2 aa 1700000000 qgen-cloze released=aa a,b+c",
        "eel#term ko g6 cc 1700000000 - leaving=aa",
        "fox#term ko g7 aa 1700000000 - retired=aa z",
        "note-type:qgen-basic - - ee 1700000000 - draft",
        "title * ko 동물원%20100%25%20새%E3%80%80것%09!",
        "title zoo en a%2520b",
        "title zoo ko 01",
        "",
    ]


def test_hashes_and_times_have_all_their_digits() -> None:
    lock = read("cat#definition ko g1 0123456789abcdef 1234567890 - released=fedcba9876543210\n")
    assert lock.items[CAT] == Locked(
        "g1", "0123456789abcdef", 1234567890, state="released", released="fedcba9876543210"
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


def test_of_two_entries_of_one_time_the_first_counts() -> None:
    assert read(ENTRY.format("aa", 100) + ENTRY.format("bb", 100)).items[CAT].hash == "aa"


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
        "cat#definition ko g1 aa 100 - released=xyz",
        "cat#definition ko g1 aa 100 - released a b",
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
