"""Which wrong options a question shows: the nearest ones, of a length, none of which gives itself or the key away."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations
from typing import NamedTuple

import pytest

from qgen.patterns.distractors import alike, choose, never


class Candidate(NamedTuple):
    """What could stand as an option, and the text that it would show."""

    entity: str
    text: str


KEY = Candidate("key", "owls")
NAMES = ("bees", "cats", "dogs", "eels", "frog", "gnat")


def of(*texts: str) -> list[Candidate]:
    return [Candidate(text, text) for text in texts]


def chosen(*groups: list[Candidate], key: Candidate = KEY, seed: str = "s", **more: object) -> set[str] | None:
    """The options that are chosen from groups of which the first is the nearest."""
    texts = {one.entity: one.text for one in (key, *(one for group in groups for one in group))}
    found = choose(key.entity, ids(groups), seed, text=texts.__getitem__, **more)  # type: ignore[arg-type]
    assert found is None or len(found) == len(set(found)) == 3
    return set(found) if found else None


def ids(groups: Iterable[Iterable[Candidate]]) -> list[list[str]]:
    return [[one.entity for one in group] for group in groups]


def test_three_are_shown_or_none() -> None:
    assert chosen(of(*NAMES[:3])) == set(NAMES[:3])
    assert chosen(of(*NAMES[:2])) is None
    assert chosen([]) is None


def test_the_nearest_come_first() -> None:
    assert chosen(of("cats"), of("dogs", "gnat"), of("bees", "frog")) == {"cats", "dogs", "gnat"}
    assert chosen(of("cats", "eels"), [], of("frog"), of("bees")) == {"cats", "eels", "frog"}


def test_no_more_groups_are_looked_at_than_are_needed() -> None:
    many = [f"{first}{second}zz" for first in "abcd" for second in "efgh"]

    def groups():  # type: ignore[no-untyped-def]
        yield many
        raise AssertionError("sixteen were enough")

    assert choose("owls", groups(), "s", text=str)


def test_no_more_of_them_are_proved_than_are_looked_at() -> None:
    proved = []

    def is_wrong(one: str) -> bool:
        proved.append(one)
        return one != "cats"

    found = choose("owls", [NAMES], "s", text=str, is_wrong=is_wrong)
    assert found and "cats" not in found
    assert set(proved) - {"cats"} == set(found)


def test_the_sets_are_tried_in_the_order_of_combinations() -> None:
    names = [f"{letter}{letter}" for letter in "abcdefgh"]
    tried: list[tuple[str, str]] = []

    def related(one: str, other: str) -> bool:
        tried.append((one, other))
        return True

    assert choose("zz", [[name] for name in names], "s", text=str, related=related) is None
    assert tried == [(names[place], other) for place in range(7) for other in names[place + 1 :] if other != names[7]]


def test_of_those_equally_near_the_ones_of_its_length_come_first() -> None:
    key = Candidate("key", "a" * 16)
    near, far = [letter * 16 for letter in "bcd"], [letter * 20 for letter in "efg"]
    assert chosen(of(*far, *near), key=key) == set(near)
    little = [letter * 19 for letter in "efg"]  # three cells more or less make no difference
    assert any(chosen(of(*little, *near), key=key, seed=str(seed)) != set(near) for seed in range(9))


def test_each_question_has_an_order_of_its_own_the_same_in_every_build() -> None:
    by_seed = {seed: chosen(of(*NAMES), seed=seed) for seed in "abcdefgh"}
    assert len({frozenset(options or ()) for options in by_seed.values()}) > 1
    for some in list(permutations(of(*NAMES)))[::100]:
        assert chosen(list(some), seed="a") == by_seed["a"]


def test_the_key_is_no_wrong_option_of_itself() -> None:
    assert chosen([Candidate("key", "ants"), *of("bees", "cats")]) is None
    assert chosen([Candidate("other", "OWLS"), *of("bees", "cats")]) is None
    assert chosen([Candidate("other", "o wls"), *of("bees", "cats")]) is None


@pytest.mark.parametrize(("key", "wrong"), [("owl house", "house"), ("house", "owl house")])
def test_what_the_key_holds_or_what_holds_it_is_left_out(key: str, wrong: str) -> None:
    assert chosen(of(wrong, "barn of a cat", "den of a fox"), key=Candidate("key", key)) is None
    assert chosen(of("hot houses", "barn of a cat", "den of a fox"), key=Candidate("key", "owl house")) is not None


def test_of_two_that_read_the_same_one_is_left() -> None:
    twins = [Candidate("one", "bees"), Candidate("two", "BEES")]
    assert chosen([*twins, *of("cats")]) is None
    assert chosen([*twins, *of("cats", "dogs")]) in ({"one", "cats", "dogs"}, {"two", "cats", "dogs"})
    assert chosen(twins[1:], twins[:1], of("cats", "dogs")) == {"two", "cats", "dogs"}  # the nearer one


def test_no_option_lies_above_another_or_holds_it() -> None:
    def related(one: str, other: str) -> bool:
        return {one, other} == {"bees", "cats"}

    assert chosen(of("bees", "cats", "dogs"), related=related) is None
    assert chosen(of("bees", "cats", "dogs"), related=never) is not None
    found = chosen(of("bees", "cats", "dogs", "eels"), related=related)
    assert found and not {"bees", "cats"} <= found
    assert chosen(of("fire house", "house cat", "house")) is None


def test_a_word_of_the_question_is_in_a_wrong_option_too_if_the_key_has_it() -> None:
    """Else the learner finds the key by the word."""
    key = Candidate("key", "filter bank")
    plain = of("deep house", "wide roads", "open books")
    assert chosen(plain, asked="Which has a filter?", key=key) is None
    assert chosen(plain, asked="Which has an owl?", key=key) is not None
    found = chosen([*plain, *of("filter cup")], asked="Which filters?", key=key)
    assert found and "filter cup" in found
    two = Candidate("key", "filter layer")
    both = of("filter cup", "layer cake")
    assert chosen([*plain[:1], *both], asked="Which filter has a layer?", key=two) == {
        "deep house",
        "filter cup",
        "layer cake",
    }
    assert chosen([*plain[:2], both[0]], asked="Which filter has a layer?", key=two) is None


@pytest.mark.parametrize(
    ("wrong", "key", "fine"),
    [
        ((4, 4, 4), 5, False),  # a quarter longer than the others on average
        ((5, 5, 5), 6, True),
        ((10, 2, 2), 10, True),  # one is as long as the key
        ((11, 11, 11), 10, True),
        ((8, 8, 8), 8, True),
        ((9, 9, 18), 9, True),  # twice as long
        ((9, 9, 19), 9, False),
        ((4, 4, 12), 4, True),  # no more than eight cells longer
        ((4, 4, 13), 4, False),
        ((19, 19, 19), 9, False),
        ((20, 20, 16), 24, False),
        ((20, 20, 20), 24, True),
    ],
)
def test_lengths_that_give_nothing_away(wrong: tuple[int, ...], key: int, fine: bool) -> None:
    assert alike(list(wrong), key) is fine


def test_lengths_are_counted_in_cells() -> None:
    key = Candidate("key", "가나다")
    assert chosen(of("라마바", "사아자", "차카타"), key=key) is not None
    assert chosen(of("abc", "def", "ghi"), key=key) is None


def test_a_set_of_one_length_is_sought_among_the_nearest_fourteen() -> None:
    key, fitting = Candidate("key", "a" * 20), [f"{number:02}" + "b" * 18 for number in range(3)]
    short = [f"{letter}{letter}" for letter in "cdefghijklmnopq"]
    assert chosen(of(*short[:11]), of(*fitting), key=key) == set(fitting)
    assert chosen(of(*short[:12]), of(*fitting), key=key) is None
    assert chosen(of(*fitting), of(*short[:12]), key=key) == set(fitting)
