"""MR-Sort: into categories, by a majority of criteria that reach the profile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from mcda.criteria import Criteria
from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.methods.about import About, both
from mcda.methods.method import number
from mcda.methods.outranking._concordance import TIE, concordance, gaps, vetoed
from mcda.methods.outranking._profiles import freeze_levels, highest_reached, levels_of
from mcda.methods.outranking._thresholds import VariableThreshold, freeze_thresholds, vetoes
from mcda.methods.sorting_method import Assigned, SortingMethod
from mcda.scales import Floats, Level
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class MrSort(SortingMethod):
    """Majority rule sorting: ELECTRE TRI-B, pessimistic rule, without indifference and preference thresholds.

    An option reaches a category if the criteria on which it is at least as good as the category's lower profile hold at
    least the share `lambda_` of the weight, and if it is nowhere below the profile by a veto threshold or more.

    Parameters
    ----------
    categories
        Names, from worst to best.
    profiles
        By criterion id, the level at which each category but the worst begins, from worst to best; one less than there
        are categories.
    lambda_
        The majority, a share of the weight from 0.5 to 1.
    veto
        By criterion id, in the numbers of the column: a number, or None for no veto. A criterion not named here takes
        its own veto threshold; without any, no veto.

    References
    ----------
    Leroy, A., Mousseau, V. & Pirlot, M. (2011). Learning the parameters of a multiple criteria sorting method. In
    *Algorithmic Decision Theory*, LNCS 6992, 219-233. doi:10.1007/978-3-642-24873-3_17

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> method = MrSort(categories=("poor", "good"), profiles={"c1": [4], "c2": [5]}, lambda_=0.5)
    >>> method.sort(table, [1, 1]).members("good")
    ('a1', 'a2')
    """

    profiles: Mapping[str, Sequence[float]] = field(default_factory=FrozenDict)
    lambda_: float = 0.75
    veto: Mapping[str, float | None] = field(default_factory=FrozenDict)

    id: ClassVar[str] = "mr_sort"
    about: ClassVar[About] = About(
        name=both("MR-Sort", "MR-Sort(다수결 분류)"),
        summary=both(
            "An option reaches a category where a majority of the weight finds it as good as the category's profile.",
            "가중치의 다수가 범주의 아래 경계만큼은 된다고 보면 그 범주에 든다.",
        ),
        reference=(
            "Leroy, A., Mousseau, V. & Pirlot, M. (2011). Learning the parameters of a multiple criteria sorting "
            "method. In Algorithmic Decision Theory, LNCS 6992, 219-233."
        ),
        doi="10.1007/978-3-642-24873-3_17",
        family="outranking",
        level="ordinal",
        compensatory=False,
        weights_mean=both(
            "A share of the vote: what a criterion adds to the majority that a category asks for.",
            "범주가 요구하는 다수에 한 기준이 보태는 표의 몫을 뜻한다.",
        ),
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        freeze_levels(self, "profiles", len(self.categories) - 1)
        number(self, "lambda_", 0.5, 1.0)
        freeze_thresholds(self, "veto")
        for criterion, veto in self.veto.items():
            if isinstance(veto, VariableThreshold):
                raise MethodError(
                    f"MrSort: the veto threshold of {criterion!r} is {veto!r}; expected a number of zero or more, or "
                    "None for no veto"
                )

    @property
    def level(self) -> Level:
        """A veto measures differences."""
        return "interval" if any(v is not None for v in self.veto.values()) else self.about.level

    def bound(self, criteria: Criteria) -> Mapping[str, str]:
        """Return the veto thresholds in force."""
        stated = vetoes(self.veto, criteria)
        return {c: f"veto {v}" for c, v in zip(criteria.ids, stated, strict=True) if v is not None}

    def assign(self, table: PerformanceTable, shares: Floats) -> Assigned:
        """Assign by majority; the details are `majority` and `vetoed`, shape (n_options, n_profiles)."""
        signs = table.criteria.signs
        options, profiles = table.values * signs, levels_of(self, "profiles", table.criteria) * signs
        majority = concordance(options, profiles, shares)
        forbidden = np.zeros(majority.shape, dtype=np.bool_)
        stated = vetoes(self.veto, table.criteria)
        for veto, (gap, rounding) in zip(stated, gaps(options, profiles), strict=True):
            if veto is not None:
                forbidden |= vetoed(gap, np.asarray(veto), rounding)
        found = highest_reached((majority >= self.lambda_ - TIE) & ~forbidden).tolist()
        return Assigned(found, found, {"majority": majority, "vetoed": forbidden})
