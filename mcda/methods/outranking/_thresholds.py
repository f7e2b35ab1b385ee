"""Thresholds of the ELECTRE methods: how large a difference must be to count, to count in full, and to forbid."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple

import numpy as np

from mcda.criteria import Criteria, Criterion, by_id
from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.normalize import ROUNDING
from mcda.scales import Floats, Goal, real

Kind = Literal["indifference", "preference", "veto"]


@dataclass(frozen=True, kw_only=True)
class VariableThreshold:
    """A threshold that grows with the performance: slope times performance plus intercept, in the column's numbers.

    It is taken at the performance of the option that is asked to be at least as good, which is the worse one wherever
    the threshold matters: the direct mode of Roy & Bouyssou, for criteria to be maximised and to be minimised alike.
    `inverse` turns a threshold stated at the better performance into this form. Against a profile or a reference action
    it is taken at the profile.

    Parameters
    ----------
    slope
        Threshold per unit of performance; 0.1 stands for ten per cent.
    intercept
        Threshold at a performance of zero.

    References
    ----------
    Roy, B. & Bouyssou, D. (1993). *Aide multicritère à la décision: méthodes et cas*. Economica, Paris.

    Examples
    --------
    >>> VariableThreshold(slope=0.1, intercept=2)
    VariableThreshold(slope=0.1, intercept=2.0)
    >>> VariableThreshold.inverse(slope=0.2, intercept=0, goal=Goal.MAX)
    VariableThreshold(slope=0.25, intercept=0.0)
    """

    slope: float
    intercept: float

    def __post_init__(self) -> None:
        for name in ("slope", "intercept"):
            found = _finite(getattr(self, name))
            if found is None:
                raise MethodError(f"VariableThreshold: {name} is {getattr(self, name)!r}; expected a finite number")
            object.__setattr__(self, name, found)

    @classmethod
    def inverse(cls, *, slope: float, intercept: float, goal: Goal) -> "VariableThreshold":
        """Return the threshold that says the same as one taken at the better performance (the inverse mode).

        With a the worse performance, b = a + t(b) is solved for b: the new threshold is b - a as a function of a.

        Raises
        ------
        MethodError
            A slope of 1 or more towards the better end: no difference would ever pass the threshold; or no numbers.
        """
        for name, given in (("slope", slope), ("intercept", intercept)):
            if _finite(given) is None:
                raise MethodError(f"VariableThreshold: {name} is {given!r}; expected a finite number")
        if not isinstance(goal, Goal):
            raise MethodError(f"VariableThreshold: goal is {goal!r}; expected Goal.MAX or Goal.MIN")
        slope, intercept = float(slope), float(intercept)
        rest = 1.0 - slope * goal.sign
        if not rest > 0:
            raise MethodError(
                f"VariableThreshold: slope is {slope!r}, taken at the better performance of a criterion to be "
                f"{'maximised' if goal is Goal.MAX else 'minimised'}; expected "
                f"{'below 1' if goal is Goal.MAX else 'above -1'}: no difference would ever pass the threshold"
            )
        return cls(slope=slope / rest, intercept=intercept / rest)

    def __str__(self) -> str:
        return f"{self.slope:g} * performance + {self.intercept:g}"


Threshold = float | VariableThreshold

_KINDS: Final[tuple[Kind, ...]] = ("indifference", "preference", "veto")


class PseudoCriteria(NamedTuple):
    """Thresholds as numbers, ready for pairs: each of shape (n_first, n_second, n_criteria), either side of length 1.

    `q` indifference, `p` preference, `v` veto (infinite where there is none); 0 <= q <= p <= v.
    """

    q: Floats
    p: Floats
    v: Floats


@dataclass(frozen=True, kw_only=True)
class WithThresholds:
    """The three thresholds as fields of a method, by criterion id; the criterion's own where none is given here."""

    indifference: Mapping[str, Threshold] = field(default_factory=FrozenDict)
    preference: Mapping[str, Threshold] = field(default_factory=FrozenDict)
    veto: Mapping[str, Threshold | None] = field(default_factory=FrozenDict)

    def __post_init__(self) -> None:
        freeze_thresholds(self, *_KINDS)

    def bound(self, criteria: Criteria) -> Mapping[str, str]:
        """Return the thresholds of each criterion."""
        stated = [_stated(getattr(self, kind), criteria, kind) for kind in _KINDS]
        return {
            c: ", ".join(f"{kind} {'none' if t is None else t}" for kind, t in zip(_KINDS, of_one, strict=True))
            for c, of_one in zip(criteria.ids, zip(*stated, strict=True), strict=True)
        }

    def at_first(self, criteria: Criteria, values: Floats) -> PseudoCriteria:
        """Return the thresholds taken at the first of two options.

        Parameters
        ----------
        values : shape (n_first, n_criteria)
            Performances as they stand in the table.

        Raises
        ------
        MethodError
            Thresholds that are negative, out of order, or fall faster than the performance rises.
        """
        q, p, v = self._at(criteria, values, steepest=math.inf)
        return PseudoCriteria(q[:, np.newaxis], p[:, np.newaxis], v[:, np.newaxis])

    def at_profiles(self, criteria: Criteria, profiles: Floats) -> tuple[PseudoCriteria, PseudoCriteria]:
        """Return the thresholds taken at profiles, for options against profiles and for profiles against options.

        Parameters
        ----------
        profiles : shape (n_profiles, n_criteria)
            As they stand on the scales of the table.
        """
        q, p, v = self._at(criteria, profiles, steepest=1.0)
        ahead = PseudoCriteria(q[np.newaxis], p[np.newaxis], v[np.newaxis])
        return ahead, PseudoCriteria(q[:, np.newaxis], p[:, np.newaxis], v[:, np.newaxis])

    def _at(self, criteria: Criteria, values: Floats, steepest: float) -> tuple[Floats, Floats, Floats]:
        found = {kind: np.empty(values.shape) for kind in _KINDS}
        stated = {kind: _stated(getattr(self, kind), criteria, kind) for kind in _KINDS}
        for j, criterion in enumerate(criteria):
            for kind in _KINDS:
                given = stated[kind][j]
                if isinstance(given, VariableThreshold):
                    _check_slope(criterion, kind, given, steepest)
                    found[kind][:, j] = given.slope * values[:, j] + given.intercept
                elif given is not None:
                    found[kind][:, j] = given
                elif kind == "preference":
                    found[kind][:, j] = found["indifference"][:, j]
                else:
                    found[kind][:, j] = 0.0 if kind == "indifference" else np.inf
            _check_order(criterion, values[:, j], *(found[kind][:, j] for kind in _KINDS))
        q = found["indifference"]
        p = np.maximum(q, found["preference"])
        return q, p, np.maximum(p, found["veto"])


def freeze_thresholds(method: Any, *kinds: Kind) -> None:
    """Check that fields hold thresholds by criterion id, and store them so that they cannot change.

    Raises
    ------
    MethodError
        They do not; the message names the field and the criterion.
    """
    owner = type(method).__name__
    for kind in kinds:
        given = getattr(method, kind)
        if not isinstance(given, Mapping):
            raise MethodError(
                f"{owner}: {kind} is {given!r}; expected thresholds by criterion id, such as {{'jobs': 5}}"
            )
        read: dict[str, Threshold | None] = {}
        for criterion, threshold in given.items():
            number = _finite(threshold)
            if isinstance(threshold, VariableThreshold) or (threshold is None and kind == "veto"):
                read[criterion] = threshold
            elif number is None or number < 0:
                variable = "a VariableThreshold(slope=..., intercept=...)"
                others = f", {variable} or None for no veto" if kind == "veto" else f" or {variable}"
                raise MethodError(
                    f"{owner}: the {kind} threshold of {criterion!r} is {threshold!r}; expected a number of zero or "
                    f"more{others}"
                )
            else:
                read[criterion] = number
        object.__setattr__(method, kind, FrozenDict(read))


def vetoes(given: Mapping[str, Threshold | None], criteria: Criteria) -> tuple[Threshold | None, ...]:
    """Return the veto threshold of each criterion: the one given, else its own, else None."""
    return _stated(given, criteria, "veto")


def _stated(given: Mapping[str, Threshold | None], criteria: Criteria, kind: Kind) -> tuple[Threshold | None, ...]:
    by_id(given, criteria, f"{'an' if kind == 'indifference' else 'a'} {kind} threshold")
    return tuple(given[c.id] if c.id in given else _own(c, kind) for c in criteria)


def _own(criterion: Criterion, kind: Kind) -> float | None:
    if getattr(criterion.thresholds, kind) is None:
        return None
    found = criterion.column_thresholds
    if found is None:
        there, here = ("in its unit", "values on 0 to 100") if criterion.as_values else ("of value", "units")
        raise MethodError(
            f"the {kind} threshold of criterion {criterion.id!r} is a difference {there}, but the column holds {here} "
            f"and its value function is bent, so that no threshold of the one is a threshold of the other; rank on "
            f"{'units' if criterion.as_values else 'values'}, or give the threshold in these numbers: "
            f"{kind}={{{criterion.id!r}: ...}}"
        )
    return float(getattr(found, kind))


def _check_slope(criterion: Criterion, kind: Kind, threshold: VariableThreshold, steepest: float) -> None:
    if not -1.0 <= threshold.slope * criterion.goal.sign <= steepest:
        low, high = sorted((-criterion.goal.sign, steepest * criterion.goal.sign))
        raise MethodError(
            f"the slope of the {kind} threshold of criterion {criterion.id!r} is {threshold.slope:g}; expected from "
            f"{low:g} to {high:g}: otherwise a better performance could count as a worse one"
        )


def _check_order(criterion: Criterion, at: Floats, q: Floats, p: Floats, v: Floats) -> None:
    slack = ROUNDING * np.maximum(np.abs(at), np.abs(p))
    for bad, expected in (
        (q < 0, "zero or more"),
        (p < 0, "zero or more"),
        (v < 0, "zero or more"),
        ((q > p + slack) | (p > v + slack), "indifference <= preference <= veto"),
    ):
        if bad.any():
            i = int(np.argmax(bad))
            veto = "no veto" if np.isinf(v[i]) else f"veto {v[i]:g}"
            raise MethodError(
                f"the thresholds of criterion {criterion.id!r} at a performance of {at[i]:g} are indifference "
                f"{q[i]:g}, preference {p[i]:g}, {veto}; expected {expected}"
            )


def _finite(given: object) -> float | None:
    """Return a finite number as a float; None for anything else."""
    found = real(given)
    return found if math.isfinite(found) else None
