"""The lock: what is remembered of an item from build to release to build, and how two histories are joined."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qgen.decks.lock import Clash, KeysClash, Lock, Locked, join_keys, numbered

CAT, DOG = ("cat#definition", "ko"), ("dog#definition", "ko")
ENGLISH = ("cat#definition", "en")
LOOK = ("note-type:qgen-basic", "-")
MONDAY, TUESDAY = 1_700_000_000, 1_700_086_400
DRAFT = Locked("g1", "aa", MONDAY)
RELEASED = DRAFT.given_away()
LEAVING = replace(RELEASED, state="leaving")
RETIRED = replace(RELEASED, state="retired")


# --- one item ---------------------------------------------------------------------------------------------------------


def test_a_new_item_is_a_draft_that_no_learner_has() -> None:
    assert DRAFT.is_new and not DRAFT.is_changed
    for known in (RELEASED, LEAVING, RETIRED):
        assert not known.is_new


def test_an_item_has_changed_if_learners_have_it_otherwise() -> None:
    assert replace(RELEASED, hash="bb").is_changed
    assert replace(RELEASED, mod=TUESDAY).is_changed  # Anki would write it again
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


def test_an_item_with_another_key_has_a_later_time() -> None:
    """Its card shows the key."""
    assert RELEASED.revised("aa", TUESDAY, renamed=True) == replace(RELEASED, mod=TUESDAY)


def test_blanks_are_those_of_now() -> None:
    before = replace(RELEASED, blanks=("a",), released_blanks=1)
    assert before.revised("bb", TUESDAY, ("a", "b")) == replace(before, hash="bb", mod=TUESDAY, blanks=("a", "b"))
    assert before.revised("aa", TUESDAY).blanks == ()


def test_what_leaves_is_leaving_and_may_come_back() -> None:
    gone = RELEASED.revised("cc", TUESDAY, leaving=True)
    assert (gone.state, gone.mod, gone.released) == ("leaving", TUESDAY, "aa")
    back = gone.revised("aa", TUESDAY + 5)
    assert (back.state, back.hash, back.mod, back.released) == ("released", "aa", TUESDAY + 5, "aa")
    assert back.is_changed  # what says that it left may have been built and given away
    assert RETIRED.revised("bb", TUESDAY).state == "released"
    assert RETIRED.revised("bb", TUESDAY, leaving=True).state == "retired"  # it is told again, and leaves once
    assert replace(DRAFT, state="leaving").revised("aa", TUESDAY).state == "draft"  # no learner ever had it


def test_a_release_gives_away_what_was_built() -> None:
    built = replace(DRAFT, blanks=("a", "b"))
    given = built.given_away()
    assert given == replace(built, state="released", released="aa", released_mod=MONDAY, released_blanks=2)
    assert not given.is_new and not given.is_changed
    again = given.revised("bb", TUESDAY, ("a", "b", "c")).given_away()
    assert (again.state, again.released, again.released_blanks, again.mod) == ("released", "bb", 3, TUESDAY)


@pytest.mark.parametrize("gone", [LEAVING, RETIRED])
def test_a_release_retires_what_leaves(gone: Locked) -> None:
    """Learners have the note that says so: its hash is remembered."""
    assert replace(gone, hash="dd").given_away() == replace(gone, hash="dd", state="retired", released="dd")


# --- a whole lock -----------------------------------------------------------------------------------------------------


def test_a_build_of_one_language_leaves_the_others() -> None:
    before = Lock(
        {CAT: DRAFT, ENGLISH: replace(DRAFT, guid="g2"), LOOK: Locked("-", "ee", MONDAY)}, {("zoo", "ko"): ("동물",)}
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


def test_a_release_gives_away_how_note_types_look() -> None:
    assert Lock({LOOK: Locked("-", "ee", MONDAY)}).given_away({}, ["ko"]).items[LOOK].released == "ee"


def test_a_release_of_one_language_leaves_the_others() -> None:
    titles = {("*", "ko"): ("동물원",), ("zoo", "ko"): ("동물",), ("*", "en"): ("Zoo",)}
    after = Lock({CAT: DRAFT, ENGLISH: DRAFT}, titles).given_away({("*", "ko"): "새 동물원"}, iter(["ko"]))
    assert after.items == {CAT: DRAFT.given_away(), ENGLISH: DRAFT}
    assert after.titles == {("*", "ko"): ("새 동물원",), ("*", "en"): ("Zoo",)}
    both = Lock({CAT: DRAFT, ENGLISH: DRAFT}).given_away({}, ["ko", "en"])
    assert both.items == {CAT: DRAFT.given_away(), ENGLISH: DRAFT.given_away()}


def test_a_blank_keeps_its_number_for_ever() -> None:
    assert numbered(["b", "a"], None) == ("b", "a")
    assert numbered(["c", "b"], replace(DRAFT, blanks=("a", "b"))) == ("a", "b", "c")  # a is gone: no other is number 1
    assert numbered([], replace(DRAFT, blanks=("a",))) == ("a",)
    assert numbered(["a", "a"], None) == ("a",)


# --- two histories of one item ----------------------------------------------------------------------------------------


def given(*blanks: str, content: str = "aa", mod: int = MONDAY) -> Locked:
    return Locked("g1", content, mod, blanks).given_away()


def built(*blanks: str, mod: int = TUESDAY) -> Locked:
    return Locked("g1", "dd", mod, blanks)


def joined(one: Locked, other: Locked) -> Locked:
    """The same, whichever comes first."""
    assert one.joined(other) == other.joined(one)
    return one.joined(other)


def test_a_release_beats_a_younger_draft() -> None:
    """The draft's numbers follow those that learners have: bird stays 3, though fish was there first for its author."""
    both = joined(given("cat", "dog", "bird"), built("cat", "dog", "fish"))
    assert both == replace(given("cat", "dog", "bird"), blanks=("cat", "dog", "bird", "fish"))


def test_a_branch_that_only_built_on_an_earlier_release() -> None:
    branch = given("cat", "dog").revised("dd", TUESDAY + 9, ("cat", "dog", "fish"))
    main = given("cat", "dog", "bird", content="bb", mod=TUESDAY)
    both = joined(main, branch)
    assert both == replace(main, blanks=("cat", "dog", "bird", "fish"))
    assert not both.is_changed and both.given_blanks == ("cat", "dog", "bird")


def test_of_two_releases_the_younger_counts_and_the_longer_numbering() -> None:
    both = joined(given("cat", content="bb", mod=TUESDAY), given("cat", "dog"))
    assert both == replace(given("cat", "dog", content="bb", mod=TUESDAY), blanks=("cat", "dog"))


def test_what_left_in_the_younger_release_has_left() -> None:
    left = replace(given("cat").revised("ff", TUESDAY, ("cat",), leaving=True)).given_away()
    assert joined(given("cat"), left) == left


def test_two_releases_of_one_time_both_get_what_comes_next() -> None:
    both = joined(given(content="aa"), given(content="bb"))
    assert both.mod == MONDAY + 1 and both.is_changed
    assert joined(given(content="aa"), given(content="aa")) == given(content="aa")


@pytest.mark.parametrize("other", [("dog", "cat"), ("cat", "bird"), ("bird",)])
def test_two_releases_that_number_differently_clash(other: tuple[str, ...]) -> None:
    with pytest.raises(Clash, match="`cat,dog`"):
        given("cat", "dog").joined(given(*other))
    assert joined(given("cat", "dog"), built(*other)).given_blanks == ("cat", "dog")


def test_two_releases_with_two_guids_clash() -> None:
    with pytest.raises(Clash, match="two guids"):
        given().joined(replace(given(), guid="g2"))
    assert joined(given(), replace(built(), guid="g2")).guid == "g1"


def test_drafts_follow_each_other() -> None:
    assert joined(built("a", "b"), built("a", "c", mod=MONDAY)).blanks == ("a", "b", "c")


def test_keys_of_one_guid_know_the_same() -> None:
    """One branch gave an entity a new id, another one released it under the old one."""
    house_cat = ("house-cat#definition", "ko")
    other = replace(DRAFT, guid="g2")
    known = join_keys({CAT: given("x"), house_cat: built("x", "y"), DOG: other, ENGLISH: built(), LOOK: DRAFT})
    assert known[CAT] == known[house_cat] == given("x").joined(built("x", "y"))
    assert (known[DOG], known[ENGLISH], known[LOOK]) == (other, built(), DRAFT)
    with pytest.raises(KeysClash) as clash:
        join_keys({CAT: given("x"), house_cat: given("y")})
    assert (clash.value.one, clash.value.other) == (CAT, house_cat)


def test_two_locks_are_joined_item_by_item() -> None:
    one = Lock({CAT: given("x"), DOG: replace(DRAFT, guid="g2")}, {("*", "ko"): ("동물원",)})
    other = Lock({CAT: built("x", "y")}, {("*", "ko"): ("새 동물원",)})
    both = one.joined(other)
    assert both == other.joined(one)
    assert both.items[CAT].blanks == ("x", "y") and DOG in both.items
    assert both.titles == {("*", "ko"): ("동물원", "새 동물원")}
    with pytest.raises(KeysClash):
        one.joined(Lock({CAT: given("y")}))
