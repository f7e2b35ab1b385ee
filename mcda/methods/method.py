"""Methods as values: what every method has, whatever it answers."""

from __future__ import annotations

from abc import ABC
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Final, Literal, Self, TypeVar

import numpy as np

from mcda.criteria import Criteria
from mcda.elicit import check_swings
from mcda.errors import MethodError, WeightsError, nearest
from mcda.language import Note
from mcda.methods.about import About
from mcda.ranking import Recipe
from mcda.scales import Floats, Level, real
from mcda.version import __version__
from mcda.weights import Weights

Given = Weights | Sequence[float] | Mapping[str, float] | Floats
Verb = Literal["rank", "outrank", "sort"]
CostMirror = Literal["sign", "inverse", "none"]
Choice = TypeVar("Choice", bound=str)

_LEVELS: Final[tuple[Level, ...]] = ("ordinal", "interval", "ratio")


@dataclass(frozen=True, kw_only=True)
class Method(ABC):
    """A frozen value whose fields are its parameters and whose `repr` is its recipe.

    There are three kinds, one for each question: `RankingMethod`, `OutrankingMethod` and `SortingMethod`.

    Examples
    --------
    >>> from mcda.methods import Topsis
    >>> Topsis(power=2), Topsis() == Topsis(power=2), hash(Topsis()) == hash(Topsis(power=2))
    (Topsis(normalization='vector', power=2.0), True, True)
    """

    id: ClassVar[str]
    about: ClassVar[About]
    verb: ClassVar[Verb]
    uses_weights: ClassVar[bool] = True
    learns: ClassVar[bool] = False

    @property
    def level(self) -> Level:
        """What arithmetic the performances must bear under these parameters."""
        return self.about.level

    @property
    def needs_positive(self) -> bool:
        """True where the formula divides by performances or takes their logarithm."""
        return False

    @property
    def needs_nonnegative(self) -> bool:
        """True where the formula has no use for performances below zero, though it may take zero."""
        return self.needs_positive

    @property
    def cost_mirror(self) -> CostMirror:
        """What turns a cost into a benefit with the same order: its sign, its inverse; "none" if nothing does."""
        return "inverse" if self.needs_positive else "sign"

    def bound(self, criteria: Criteria) -> Mapping[str, str]:  # noqa: ARG002  # for subclasses
        """Return, by criterion id, what the method takes from the criterion itself; part of the recipe."""
        return {}

    def at(self, inside: Collection[str], outside: Collection[str]) -> Self:
        """Return the method for some of the criteria alone: what its parameters say of the others is left out.

        Parameters
        ----------
        inside, outside
            Ids of the criteria looked at, and of the others. A parameter that names neither stays, and is refused.

        Raises
        ------
        MethodError
            The method learned from judgements on whole options, which say nothing of some criteria alone.
        """
        if self.learns:
            raise MethodError(
                f"{type(self).__name__} learned from judgements on options as a whole, which say nothing of some "
                "criteria alone; give it references that speak of these criteria, and a table of them"
            )
        changed: dict[str, Any] = {}
        for field in fields(self):
            given = getattr(self, field.name)
            if isinstance(given, Mapping):
                kept = {key: each for key, each in given.items() if not _names_one(key, outside)}
                if len(kept) < len(given):
                    changed[field.name] = kept
            elif isinstance(given, tuple) and given and all(each in inside or each in outside for each in given):
                changed[field.name] = tuple(each for each in given if each in inside)
        return replace(self, **changed) if changed else self

    def recipe(self, weights: Weights, criteria: Criteria) -> Recipe:
        """Return the record of how a result of this method comes about."""
        return Recipe(
            method=repr(self),
            method_id=self.id,
            weights=weights.profile,
            shares=weights.shares,
            on="values" if all(c.as_values for c in criteria) else "units",
            version=__version__,
            bound=self.bound(criteria),
        )

    def notes(self, criteria: Criteria) -> tuple[str, ...]:
        """Return what a reader must know beside a result on these criteria, in words."""
        name = self.about.name
        unused = Note(
            f"{name} takes no weights; those given are not used.",
            f"{name.get('ko')}은(는) 가중치를 쓰지 않으므로, 주어진 가중치는 쓰이지 않는다.",
            about="weights",
        )
        first = () if self.uses_weights else (unused,)
        low = [
            c.label
            for c in criteria
            if c.scale is not None and _LEVELS.index(c.scale.level) < _LEVELS.index(self.level)
        ]
        if not low:
            return first
        which = "all criteria" if len(low) == len(criteria) else ", ".join(low)
        why = {
            "interval": "it compares differences, and these scales only give an order",
            "ratio": "it compares ratios, and another zero point of these scales could change the order",
            "ordinal": "",
        }[self.level]
        return (*first, Note(f"{name} needs {self.level} scales: {why} ({which}).", about="scales"))


def _names_one(key: object, outside: Collection[str]) -> bool:
    """Tell whether a key is one of some criteria, or a pair with one of them."""
    return any(each in outside for each in (key if isinstance(key, tuple) else (key,)))


def given_weights(method: Method, weights: Given | None, criteria: Criteria) -> Weights:
    """Return the weights given; equal ones where none are given to a method that takes none.

    Raises
    ------
    WeightsError
        Weights that do not fit the criteria, that speak of ranges the criteria no longer have, or none where the method
        needs them.
    """
    if weights is not None:
        found = Weights.for_criteria(weights, criteria)
        check_swings(found, criteria)
        return found
    if method.uses_weights:
        raise WeightsError(f"{method.about.name} needs weights and none are given; give one number per criterion")
    return Weights.from_points(dict.fromkeys(criteria.ids, 1), profile="none")


def number(method: object, name: str, low: float, high: float) -> None:
    """Check that a field is a number from `low` to `high`, and store it as a float.

    Raises
    ------
    MethodError
        It is not.
    """
    given = getattr(method, name)
    found = real(given)
    if not low <= found <= high:
        raise MethodError(f"{type(method).__name__}: {name} is {given!r}; expected a number from {low:g} to {high:g}")
    object.__setattr__(method, name, found)


def is_list(given: object) -> bool:
    """Tell whether something is an ordered list; text, mappings, sets and what can be read only once are none."""
    if isinstance(given, np.ndarray):
        return given.ndim == 1
    return isinstance(given, Sequence) and not isinstance(given, str | bytes)


def choice(method: Method, name: str, allowed: Sequence[str]) -> None:
    """Check that a field is one of the allowed words.

    Raises
    ------
    MethodError
        It is not; the message has the nearest word.
    """
    given = getattr(method, name)
    if not isinstance(given, str) or given not in allowed:
        raise MethodError(f"{type(method).__name__}: {name} is {given!r}{nearest(str(given), allowed)}")


def read_only(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return details whose arrays nobody can write to."""
    for found in details.values():
        if isinstance(found, np.ndarray):
            found.setflags(write=False)
    return dict(details)
