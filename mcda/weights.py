"""Weights: shares of criteria that add to one, kept as exact fractions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from numbers import Rational
from typing import TYPE_CHECKING, Any

import numpy as np

from mcda.criteria import Criteria
from mcda.display import html_table, shown, text_table
from mcda.errors import McdaError, WeightsError, nearest
from mcda.frozen import FrozenDict, frozen
from mcda.language import Text
from mcda.scales import Floats, by_name, exact

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Weights:
    """Shares by criterion id that add to one.

    Parameters
    ----------
    fractions
        The exact share of each criterion.
    profile
        The name of the profile they come from, or "".
    branches
        By criterion id, the branch it belongs to; lets `with_` speak of whole branches.
    swings
        By criterion id, the lower and upper level, in units, whose swing the weight speaks of.
    judgements
        What somebody said, where the shares come from judgements: plain data, as a profile file holds it.
    consistency
        How well the judgements fit together, by name; empty where they cannot contradict each other.
    notes
        What a reader must know beside the weights, in words.

    Examples
    --------
    >>> w = Weights.from_points({"security": 2, "growth": 1, "cost": 1})
    >>> w.with_(security=0.75).shares
    {'security': 0.75, 'growth': 0.125, 'cost': 0.125}
    """

    fractions: Mapping[str, Fraction]
    profile: str = ""
    name: Text | None = None
    branches: Mapping[str, str] = field(default_factory=FrozenDict)
    swings: Mapping[str, tuple[Fraction, Fraction]] = field(default_factory=FrozenDict)
    judgements: Mapping[str, Any] = field(default_factory=FrozenDict)
    consistency: Mapping[str, Any] = field(default_factory=FrozenDict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _sound(self.fractions)
        if sum(self.fractions.values()) != 1:
            raise WeightsError("the shares do not add to one; build them with Weights.from_points")
        for name in ("fractions", "branches", "swings", "judgements", "consistency"):
            object.__setattr__(self, name, frozen(getattr(self, name)))

    @classmethod
    def from_points(
        cls,
        points: Mapping[str, Fraction | int | float],
        *,
        profile: str = "",
        name: Text | None = None,
        branches: Mapping[str, str] | None = None,
        swings: Mapping[str, tuple[Fraction, Fraction]] | None = None,
    ) -> "Weights":
        """Build from points of any size; only their proportions matter.

        Raises
        ------
        WeightsError
            No points, a negative or infinite one, or all of them zero.
        """
        fractions = {}
        for criterion, number in points.items():
            if not _is_number(number):
                raise WeightsError(f"the weight of {criterion!r} is {number!r}; expected a number")
            try:
                fractions[str(criterion)] = exact(number if isinstance(number, Fraction | int | float) else str(number))
            except McdaError as fault:
                raise WeightsError(f"the weight of {criterion!r}: {fault}") from None
        _sound(fractions)
        total = sum(fractions.values())
        shares = {criterion: number / total for criterion, number in fractions.items()}
        return cls(shares, profile, name, branches or {}, swings or {})

    @classmethod
    def for_criteria(
        cls, weights: "Weights | Sequence[float] | Mapping[str, float] | Floats", criteria: Criteria
    ) -> "Weights":
        """Read weights given in order or by criterion, and check that they fit these criteria."""
        if isinstance(weights, Weights):
            weights.array(criteria)
            return weights
        if isinstance(weights, str):
            raise WeightsError(f"{weights!r} names a profile, but a plain table has none; give numbers")
        try:
            named = by_name(weights)
        except McdaError as fault:
            raise WeightsError(f"the weights: {fault}") from None
        if named is not None:
            made = cls.from_points(named)
            made.array(criteria)
            return made
        scalar = not hasattr(weights, "__iter__") or getattr(weights, "ndim", 1) == 0 or isinstance(weights, bytes)
        if scalar or np.ma.isMaskedArray(weights):
            raise WeightsError("the weights are no list of numbers; expected one number per criterion")
        numbers = list(weights)
        for k, w in enumerate(numbers, start=1):
            if not _is_number(w):
                raise WeightsError(f"the weights are not numbers: number {k} is {w!r}; expected one per criterion")
        if len(numbers) != len(criteria):
            raise WeightsError(f"{len(numbers)} weights for {len(criteria)} criteria; expected one for each")
        return cls.from_points(dict(zip(criteria.ids, numbers, strict=True)))

    @property
    def shares(self) -> dict[str, float]:
        """The shares as floating-point numbers."""
        return {criterion: float(share) for criterion, share in self.fractions.items()}

    def array(self, criteria: Criteria) -> Floats:
        """Shares in the order of these criteria, shape (n_criteria,).

        Raises
        ------
        WeightsError
            A criterion without a weight, or a weight for something that is not a criterion.
        """
        for criterion in self.fractions:
            if criterion not in criteria:
                hint = nearest(criterion, criteria.ids)
                raise WeightsError(f"a weight for {criterion!r}, which is not a criterion{hint}")
        for criterion in criteria.ids:
            if criterion not in self.fractions:
                raise WeightsError(f"no weight for criterion {criterion!r}; give 0 to leave it out")
        return np.array([float(self.fractions[c]) for c in criteria.ids])

    def with_(self, **shares: Fraction | int | float) -> "Weights":
        """Return a copy with these shares; the others keep their proportions to each other.

        A name may be a criterion or a whole branch, whose criteria then keep their proportions inside it.

        Raises
        ------
        WeightsError
            An unknown name, a share outside 0 to 1, shares that add to more than one, or nothing left to scale.
        """
        return self.with_shares(shares)

    def with_shares(self, shares: Mapping[str, Fraction | int | float]) -> "Weights":
        """Do the same as `with_` from a mapping, for ids that are no Python names."""
        fixed: dict[str, Fraction] = {}
        through: dict[str, str] = {}
        for name, number in shares.items():
            share = _share(name, number)
            for criterion, part in self._members(name).items():
                if criterion in fixed:
                    raise WeightsError(
                        f"the share of {criterion!r} is set twice, by {through[criterion]!r} and by {name!r}"
                    )
                fixed[criterion], through[criterion] = share * part, name
        rest = 1 - sum(fixed.values())
        if rest < 0:
            raise WeightsError(f"the shares set add to {float(1 - rest):g}; expected at most 1")
        others = {c: f for c, f in self.fractions.items() if c not in fixed}
        total = sum(others.values())
        if rest > 0 and total == 0:
            raise WeightsError(
                f"the shares set add to {float(1 - rest):g} and every other weight is 0; expected them to add to 1"
            )
        scaled = {c: fixed[c] if c in fixed else f * rest / (total or 1) for c, f in self.fractions.items()}
        return Weights(scaled, self._changed_profile(shares), None, self.branches, self.swings)

    def select(self, criteria: Sequence[str]) -> "Weights":
        """Return the weights of these criteria alone, rescaled to add to one."""
        made = Weights.from_points(
            {c: self.fractions[c] for c in criteria},
            profile=self.profile,
            name=self.name,
            branches={c: b for c, b in self.branches.items() if c in criteria},
            swings={c: s for c, s in self.swings.items() if c in criteria},
        )
        return replace(made, notes=self.notes)

    @property
    def branch_shares(self) -> dict[str, float]:
        """The share of each branch of the tree: the sum of what its criteria have."""
        names = dict.fromkeys(self.branches.values())
        return {b: float(sum(f for c, f in self.fractions.items() if self.branches.get(c) == b)) for b in names}

    @property
    def local(self) -> dict[str, float]:
        """The share of each criterion inside its branch; its global share where it is in none.

        Branch share times local share is the global share, which is `shares`. In a branch that counts nothing, all
        local shares are 0.
        """
        total: dict[str, Fraction] = {}
        for criterion, share in self.fractions.items():
            branch = self.branches.get(criterion, "")
            total[branch] = total.get(branch, Fraction(0)) + share
        total[""] = Fraction(1)
        return {
            c: float(f / total[b]) if total[b := self.branches.get(c, "")] else 0.0 for c, f in self.fractions.items()
        }

    def to_frame(self) -> "pd.DataFrame":
        """Return a DataFrame with the columns criterion, branch, branch_share, local and global."""
        import pandas as pd

        shares, local = self.branch_shares, self.local
        rows = [
            (c, b := self.branches.get(c, ""), shares.get(b, 1.0), local[c], float(f))
            for c, f in self.fractions.items()
        ]
        return pd.DataFrame(rows, columns=["criterion", "branch", "branch_share", "local", "global"])

    def _members(self, name: str) -> dict[str, Fraction]:
        """Return the criteria a name stands for, with the part of its share that each takes."""
        if name in self.fractions:
            return {name: Fraction(1)}
        inside = [c for c, branch in self.branches.items() if branch == name]
        if not inside:
            names = [*self.fractions, *dict.fromkeys(self.branches.values())]
            raise WeightsError(f"{name!r} is neither a criterion nor a branch{nearest(name, names)}")
        total = sum(self.fractions[c] for c in inside)
        if total == 0:
            return {c: Fraction(1, len(inside)) for c in inside}
        return {c: self.fractions[c] / total for c in inside}

    def _changed_profile(self, shares: Mapping[str, Fraction | int | float]) -> str:
        changes = ", ".join(f"{name}={_brief(number)}" for name, number in shares.items())
        return f"{self.profile} with {changes}" if self.profile else f"with {changes}"

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        if not self.branches:
            return ["criterion", "share"], [[c, f"{float(f):.4f}"] for c, f in self.fractions.items()]
        shares, local = self.branch_shares, self.local
        rows = [
            [c, b := self.branches.get(c, ""), f"{shares.get(b, 1.0):.4f}", f"{local[c]:.4f}", f"{float(f):.4f}"]
            for c, f in self.fractions.items()
        ]
        return ["criterion", "branch", "branch share", "local", "share"], rows

    def _head(self) -> str:
        how = f", from {self.judgements['method']}" if "method" in self.judgements else ""
        return f"weights: {self.profile or 'given'}{how}"

    def __repr__(self) -> str:
        head, rows = self._cells()
        left = 2 if self.branches else 1
        return "\n".join([self._head(), text_table(head, rows, left=left), *self._told()])

    def _repr_html_(self) -> str:
        head, rows = self._cells()
        return html_table(head, rows, caption=self._head(), left=2 if self.branches else 1, below=self._told())

    def _told(self) -> list[str]:
        told = [f"{name}: {shown(found)}" for name, found in self.consistency.items()]
        return [*told, *(f"note: {note}" for note in self.notes)]


def _brief(number: Fraction | int | float) -> str:
    """Write a number as it is, unless it is too long to read."""
    return str(number) if len(str(number)) <= 12 else f"{float(number):.6g}"


def _is_number(found: object) -> bool:
    """Tell a real number from text, truth values, missing values and arrays."""
    return isinstance(found, Rational | Decimal | float | np.floating | np.integer) and not isinstance(found, bool)


def _sound(fractions: Mapping[str, Fraction]) -> None:
    if not fractions:
        raise WeightsError("no weights; expected one number per criterion")
    for criterion, number in fractions.items():
        if number < 0:
            raise WeightsError(f"the weight of {criterion!r} is {float(number):g}; expected zero or more")
    if not any(fractions.values()):
        raise WeightsError("all weights are zero; at least one criterion must count")


def _share(name: str, number: Fraction | int | float) -> Fraction:
    try:
        share = exact(number)
    except McdaError as fault:
        raise WeightsError(f"the share of {name!r}: {fault}") from None
    if not 0 <= share <= 1:
        raise WeightsError(f"the share of {name!r} is {float(share):g}; expected 0 to 1")
    return share
