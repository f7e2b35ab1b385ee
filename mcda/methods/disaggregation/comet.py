"""COMET: an expert judges a few characteristic objects, and the options are valued by what lies around them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from math import prod
from typing import Any, ClassVar, Final

import numpy as np

from mcda.criteria import Criteria, Criterion, by_id
from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.methods.about import About, both
from mcda.methods.disaggregation._characteristic import (
    Preferences,
    interpolate,
    objects,
    preferences_from_judgements,
    preferences_from_scores,
)
from mcda.methods.disaggregation._expert import ExpertFunction, ExpertJudgements
from mcda.methods.kernel import Formula
from mcda.methods.ranking_method import RankingMethod, tie_tolerance
from mcda.methods.reference._bounds import as_number, inside
from mcda.methods.reference.topsis import Topsis
from mcda.normalize import ImpossibleCellError
from mcda.scales import Floats, Level
from mcda.table import PerformanceTable

# The expert method scores them all for every draw of weights.
LARGEST: Final = 100_000
# Up to here three characteristic values per criterion are used where nobody says how many; above it two.
_THREE_EACH: Final = 10_000
_TOPSIS: Final = Topsis(normalization="minmax")
_LEVELS: Final[tuple[Level, ...]] = ("ordinal", "interval", "ratio")

Marks = tuple[Floats, ...]


@dataclass(frozen=True, kw_only=True)
class Comet(RankingMethod):
    """Characteristic objects method.

    All combinations of the characteristic values are the characteristic objects. The expert compares them in pairs, the
    judgements of each are summed, and the different sums become preferences from 0 to 1 in equal steps. An option takes
    the preferences of the objects around it, each in proportion to its triangular fuzzy memberships. The objects do not
    depend on the options: no rank reversal.

    Parameters
    ----------
    characteristic_values
        By criterion id, two or more rising performances that bound and divide its range. A criterion not named here
        takes equal steps over its scale.
    levels
        How many steps: 2 (low, high), 3 (low, middle, high) ... None takes 3 if that makes at most 10,000
        characteristic objects, else 2.
    expert
        A ranking method, which scores the objects under the weights given; `ExpertJudgements`, which need none; or a
        function of your own, which needs none either: from a `PerformanceTable` of the objects to one number per
        object, higher is better. It is asked anew for every result and must then answer the same.

    References
    ----------
    Salabun, W. (2015). The characteristic objects method: a new distance-based approach to multicriteria
    decision-making problems. *Journal of Multi-Criteria Decision Analysis* 22(1-2), 37-50. doi:10.1002/mcda.1525

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[2, 30], [5, 90]], goals=["min", "max"])
    >>> method = Comet(characteristic_values={"c1": (0, 10), "c2": (0, 50, 100)})
    >>> method.rank(table, [1, 1]).scores.round(4).tolist()
    [0.55, 0.7]
    >>> def liking(objects: PerformanceTable) -> Floats:
    ...     cost, jobs = objects.values.T
    ...     return jobs - 20 * cost
    >>> Comet(characteristic_values=method.characteristic_values, expert=liking).rank(table).scores.round(4).tolist()
    [0.6, 0.66]
    """

    characteristic_values: Mapping[str, tuple[float, ...]] = field(default_factory=FrozenDict)
    levels: int | None = None
    expert: RankingMethod | ExpertJudgements | Callable[[PerformanceTable], Any] = _TOPSIS

    id: ClassVar[str] = "comet"
    score_width: ClassVar[float | None] = 1.0
    about: ClassVar[About] = About(
        name=both("COMET", "COMET(특성 객체법)"),
        summary=both(
            "The option surrounded by the characteristic objects that the expert prefers most comes first.",
            "전문가가 가장 선호하는 특성 객체들에 둘러싸인 대안이 1위가 된다.",
        ),
        reference=(
            "Salabun, W. (2015). The characteristic objects method: a new distance-based approach to multicriteria "
            "decision-making problems. Journal of Multi-Criteria Decision Analysis 22(1-2), 37-50."
        ),
        doi="10.1002/mcda.1525",
        family="disaggregation",
        level="interval",
        compensatory=True,
        weights_mean=both(
            "Nothing to COMET itself: an expert method weighs the characteristic objects with them as it always does; "
            "pairwise judgements and functions leave them unused.",
            "COMET 자체에는 아무 의미가 없다. 전문가 역할을 하는 방법이 특성 객체를 평가할 때 쓰며, 쌍대 판단이나 "
            "함수를 쓰면 사용되지 않는다.",
        ),
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "characteristic_values", self._stated())
        if self.levels is not None and (
            isinstance(self.levels, bool) or not isinstance(self.levels, int) or not 2 <= self.levels <= LARGEST
        ):
            raise MethodError(f"Comet: levels is {self.levels!r}; expected a whole number of 2 or more, or None")
        if not isinstance(self.expert, RankingMethod | ExpertJudgements | ExpertFunction):
            if isinstance(self.expert, type) or not callable(self.expert):
                raise MethodError(
                    f"Comet: expert is {self.expert!r}; expected a ranking method, such as Topsis(), ExpertJudgements, "
                    "or a function from a table of objects to one number per object"
                )
            object.__setattr__(self, "expert", ExpertFunction(self.expert))
        uses = isinstance(self.expert, RankingMethod) and self.expert.uses_weights
        object.__setattr__(self, "uses_weights", uses)

    @property
    def level(self) -> Level:
        """Interval, or ratio where the expert needs it."""
        expert = self.expert.level if isinstance(self.expert, RankingMethod) else "interval"
        return max("interval", expert, key=_LEVELS.index)

    @property
    def needs_positive(self) -> bool:
        """True where the expert does: the characteristic objects must then lie above zero."""
        return isinstance(self.expert, RankingMethod) and self.expert.needs_positive

    def formula(self, criteria: Criteria) -> Formula:
        """Return the interpolated preference."""
        marks = self._marks(criteria)
        judged = self._judge(criteria, marks)
        low, high = np.array([points[0] for points in marks]), np.array([points[-1] for points in marks])

        def preference(values: Floats, weights: Floats) -> Floats:
            lead = np.broadcast_shapes(values.shape[:-2], weights.shape[:-1])
            tables = np.broadcast_to(inside(values, low, high, "characteristic_values"), (*lead, *values.shape[-2:]))
            # Without weights one draw stands for all.
            draws = weights if self.uses_weights else weights.reshape(-1, len(marks))[0]
            draws = draws.reshape((1,) * (len(lead) + 1 - draws.ndim) + draws.shape)
            found = np.empty(tables.shape[:-1])
            for at in np.ndindex(draws.shape[:-1]):
                where = tuple(i if n > 1 else slice(None) for i, n in zip(at, draws.shape, strict=False))
                these = tables[where]
                scores = interpolate(these.reshape(-1, len(marks)), marks, judged(draws[at]).levels)
                found[where] = scores.reshape(these.shape[:-1])
            return found

        return preference

    def bound(self, criteria: Criteria) -> Mapping[str, str]:
        """Return the characteristic values of each criterion."""
        marks = zip(criteria.ids, self._marks(criteria), strict=True)
        return {c: f"characteristic values {', '.join(map(repr, points.tolist()))}" for c, points in marks}

    def notes(self, criteria: Criteria) -> tuple[str, ...]:
        """Return whether the weights are used, and whether the expert's judgements go in circles."""
        told = super().notes(criteria)
        if isinstance(self.expert, RankingMethod):
            speak = f"COMET uses the weights only through its expert, {self.expert!r}, who weighs the characteristic "
            return (*told, f"{speak}objects with them.") if self.uses_weights else told
        if not isinstance(self.expert, ExpertJudgements) or not (count := self.expert.inconsistent_triads):
            return told
        return (
            *told,
            f"The expert's judgements go in circles: {self.expert.circle} ({count} such triple{'s' * (count > 1)}, "
            f"consistency {self.expert.consistency:.3f}). Ask again about these before relying on the result.",
        )

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return the characteristic objects, one row each, what the expert makes of them, and how many there are.

        `preferences` run from 0 to 1; `summed_judgements` count the objects each is preferred to. Given judgements,
        also their `inconsistent_triads` and `consistency`.
        """
        marks = self._marks(table.criteria)
        found = self._judge(table.criteria, marks)(shares)
        told = {
            "characteristic_objects": objects(marks),
            "preferences": found.levels,
            "summed_judgements": found.summed,
            "n_characteristic_objects": len(found.levels),
        }
        if isinstance(self.expert, ExpertJudgements):
            told |= {name: getattr(self.expert, name) for name in ("inconsistent_triads", "consistency")}
        return told

    def _stated(self) -> FrozenDict[str, tuple[float, ...]]:
        if not isinstance(self.characteristic_values, Mapping):
            raise MethodError(
                f"Comet: characteristic_values is {self.characteristic_values!r}; expected rising numbers by criterion "
                "id, such as {'cost': (0, 5, 10)}"
            )
        found = {}
        for criterion, points in self.characteristic_values.items():
            if isinstance(points, str | Mapping) or not hasattr(points, "__iter__"):
                raise MethodError(f"Comet: characteristic_values of {criterion!r} is {points!r}; expected numbers")
            numbers = tuple(as_number(self, "characteristic_values", criterion, x) for x in points)
            if len(numbers) < 2 or not all(a < b for a, b in pairwise(numbers)):
                raise MethodError(
                    f"Comet: characteristic_values of {criterion!r} are {numbers}; expected two or more, rising"
                )
            found[criterion] = numbers
        return FrozenDict(found)

    def _marks(self, criteria: Criteria) -> Marks:
        by_id(self.characteristic_values, criteria, "characteristic values are given")
        free = [c for c in criteria if c.id not in self.characteristic_values]
        stated = prod(len(points) for points in self.characteristic_values.values())
        levels = self.levels or (3 if stated * 3 ** len(free) <= _THREE_EACH else 2)
        count = stated * levels ** len(free)
        if count > LARGEST:
            raise MethodError(
                f"Comet: {len(criteria)} criteria make {count} characteristic objects; expected at most {LARGEST}. "
                "Give fewer characteristic values (levels=2), or rank on fewer criteria"
            )
        return tuple(np.array(self.characteristic_values.get(c.id) or _even(c, levels)) for c in criteria)

    def _judge(self, criteria: Criteria, marks: Marks) -> Callable[[Floats], Preferences]:
        """Return the function from weights to what the expert thinks of the objects."""
        if isinstance(self.expert, ExpertJudgements):
            found = _in_order(self.expert, criteria, marks)
            return lambda _: found
        if isinstance(self.expert, ExpertFunction):
            scores = self.expert.scores(criteria, objects(marks))
            found = preferences_from_scores(scores, tie_tolerance(scores, None))
            return lambda _: found
        assert isinstance(self.expert, RankingMethod)  # noqa: S101  # a function was wrapped when this was made
        expert, judged = self.expert, objects(marks)
        formula = expert.formula(criteria)

        def by_method(weights: Floats) -> Preferences:
            try:
                scores = formula(judged, weights)
            except ImpossibleCellError as fault:
                raise MethodError(
                    f"the expert of COMET, {expert!r}, cannot judge a characteristic object whose "
                    f"{criteria.ids[fault.cell[-1]]!r} is {fault.value:g}; expected {fault.needs}; give other "
                    "characteristic_values"
                ) from None
            return preferences_from_scores(scores, tie_tolerance(scores, expert.score_width))

        return by_method


def _even(criterion: Criterion, levels: int) -> list[float]:
    if criterion.scale is None:
        raise MethodError(
            f"COMET needs characteristic values of criterion {criterion.id!r}, and it has no scale to take them from; "
            f"give characteristic_values={{{criterion.id!r}: (low, middle, high)}}, or state the criterion's scale "
            "(`scales={...}` for a plain table)"
        )
    scale = criterion.scale
    return [float(scale.low + scale.width * Fraction(i, levels - 1)) for i in range(levels)]


def _in_order(expert: ExpertJudgements, criteria: Criteria, marks: Marks) -> Preferences:
    if sorted(expert.criteria) != sorted(criteria.ids):
        raise MethodError(
            f"Comet: the expert judged objects of the criteria {', '.join(expert.criteria)}; expected "
            f"{', '.join(criteria.ids)}, each once"
        )
    shape = {c: len(points) for c, points in zip(criteria.ids, marks, strict=True)}
    if prod(shape.values()) != len(expert.matrix):
        raise MethodError(
            f"Comet: the expert judged {len(expert.matrix)} objects; expected {prod(shape.values())}, all combinations "
            f"of {' x '.join(str(n) for n in shape.values())} characteristic values"
        )
    axes = [expert.criteria.index(c) for c in criteria.ids]
    grid = [shape[c] for c in expert.criteria]
    found = preferences_from_judgements(np.array(expert.matrix))
    return Preferences(*(each.reshape(grid).transpose(axes).ravel() for each in found))
