"""FlowSort: the category of an option by its flows among the profiles that stand for the categories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final, Literal, get_args

import numpy as np
import numpy.typing as npt

from mcda.frozen import FrozenDict
from mcda.methods.about import About, both
from mcda.methods.kernel import weigh
from mcda.methods.method import choice
from mcda.methods.outranking._flows import signed_preference
from mcda.methods.outranking._profiles import freeze_levels, levels_of
from mcda.methods.outranking._promethee import Promethee
from mcda.methods.outranking.promethee_ii import PrometheeII
from mcda.methods.preference import PreferenceFunction
from mcda.methods.sorting_method import Assigned, SortingMethod
from mcda.scales import Floats
from mcda.table import PerformanceTable

ProfileKind = Literal["limiting", "central"]
Flow = Literal["positive_and_negative", "net"]

_KINDS: Final[tuple[ProfileKind, ...]] = get_args(ProfileKind)
_FLOWS: Final[tuple[Flow, ...]] = get_args(Flow)
# Flows lie in -1 to 1.
_TIE: Final = 1e-10


@dataclass(frozen=True, kw_only=True)
class FlowSort(Promethee, SortingMethod):
    """Sorting by the flows of PROMETHEE.

    Each option alone is compared with the profiles. Limiting profiles bound the categories: an option is in a category
    above a limit if its flow is better than that of the limit, and below it if equal. A central profile is typical of a
    category: an option is in the category whose profile has the nearest flow, and half way between two in the lower.

    By the positive and the negative flow an option can be in two categories; `lowest` and `highest` are these, and the
    category by the net flow lies between them.

    Parameters
    ----------
    categories
        Names, from worst to best.
    profiles
        By criterion id, the levels from the worst profile to the best. Limiting: the limits between neighbouring
        categories, one fewer than categories; or, as in the paper, with both outer ends, one more than categories: the
        ends take part in the flows. Central: one for each category.
    profile_kind
        "limiting" or "central".
    flow
        "positive_and_negative": from the worse to the better of the two categories; "net": one category.
    functions
        As for `PrometheeII`.

    References
    ----------
    Nemery, Ph. & Lamboray, C. (2008). FlowSort: a flow-based sorting method with limiting or central profiles. *TOP*
    16(1), 90-113. doi:10.1007/s11750-007-0036-x

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> method = FlowSort(categories=("low", "high"), profiles={"c1": (4,), "c2": (5,)})
    >>> method.sort(table, [1, 2]).highest
    {'a1': 'high', 'a2': 'high', 'a3': 'low'}
    """

    profiles: Mapping[str, Sequence[float]] = field(default_factory=FrozenDict)
    profile_kind: ProfileKind = "limiting"
    flow: Flow = "positive_and_negative"

    id: ClassVar[str] = "flowsort"
    about: ClassVar[About] = About(
        name=both("FlowSort", "FlowSort(흐름 분류)"),
        summary=both(
            "An option is in the category in which its flows lie among those of the profiles.",
            "대안의 흐름을 범주를 나타내는 기준 프로필들의 흐름과 견주어 범주를 정한다.",
        ),
        reference=(
            "Nemery, Ph. & Lamboray, C. (2008). FlowSort: a flow-based sorting method with limiting or central "
            "profiles. TOP 16(1), 90-113."
        ),
        doi="10.1007/s11750-007-0036-x",
        family="outranking",
        level="interval",
        compensatory=True,
        weights_mean=PrometheeII.about.weights_mean,
    )

    def __post_init__(self) -> None:
        SortingMethod.__post_init__(self)
        Promethee.__post_init__(self)
        choice(self, "profile_kind", _KINDS)
        choice(self, "flow", _FLOWS)
        count = len(self.categories) - (self.profile_kind == "limiting")
        freeze_levels(self, "profiles", count + 2 if self._with_ends(count + 2) else count)

    def assign(self, table: PerformanceTable, shares: Floats) -> Assigned:
        """Sort by the flows.

        The details are `positive_flows`, `negative_flows` and `net_flows` of the options, those of the profiles in the
        company of each option (`profile_positive_flows` ..., shape (n_options, n_profiles)), and the category by each
        flow (`category_by_positive_flow` ...).
        """
        criteria, functions = table.criteria, self.functions_of(table.criteria)
        options = table.values * criteria.signs
        levels = levels_of(self, "profiles", criteria) * criteria.signs
        over = _preference(options, levels, functions, shares)
        under = _preference(levels, options, functions, shares).T
        among = _preference(levels, levels, functions, shares)
        count = len(levels)
        plus, minus = over.sum(axis=1) / count, under.sum(axis=1) / count
        plus_profiles, minus_profiles = (among.sum(axis=1) + under) / count, (among.sum(axis=0) + over) / count
        by_plus = self._category(plus, plus_profiles)
        by_minus = self._category(-minus, -minus_profiles)
        by_net = self._category(plus - minus, plus_profiles - minus_profiles)
        lowest, highest = np.minimum(by_plus, by_minus), np.maximum(by_plus, by_minus)
        if self.flow == "net":
            lowest = highest = by_net
        details = {
            "positive_flows": plus,
            "negative_flows": minus,
            "net_flows": plus - minus,
            "profile_positive_flows": plus_profiles,
            "profile_negative_flows": minus_profiles,
            "profile_net_flows": plus_profiles - minus_profiles,
            "category_by_positive_flow": self._named(by_plus),
            "category_by_negative_flow": self._named(by_minus),
            "category_by_net_flow": self._named(by_net),
        }
        same = np.flatnonzero(np.diagonal(among, offset=-1) <= _TIE) + 1
        notes = tuple(
            f"Profile {k + 1} is not preferred to profile {k}, counted from the worst; FlowSort tells categories apart "
            "by that preference, so set the two farther apart or the thresholds lower."
            for k in same
        )
        return Assigned(lowest.tolist(), highest.tolist(), details, notes)

    def _category(self, flow: Floats, of_profiles: Floats) -> npt.NDArray[np.int64]:
        """Return the number of category borders that each flow exceeds."""
        borders = of_profiles
        if self.profile_kind == "central":
            borders = (of_profiles[:, 1:] + of_profiles[:, :-1]) / 2
        elif self._with_ends(len(self.categories) + 1):
            borders = of_profiles[:, 1:-1]
        return np.asarray((flow[:, np.newaxis] > borders + _TIE).sum(axis=1), dtype=np.int64)

    def _with_ends(self, count: int) -> bool:
        first = next(iter(self.profiles.values()), ()) if isinstance(self.profiles, Mapping) else ()
        return self.profile_kind == "limiting" and hasattr(first, "__len__") and len(first) == count

    def _named(self, numbers: npt.NDArray[np.int64]) -> tuple[str, ...]:
        return tuple(self.categories[k] for k in numbers)


def _preference(rows: Floats, columns: Floats, functions: tuple[PreferenceFunction, ...], shares: Floats) -> Floats:
    """Return the weighted preference of each row over each column, shape (n_rows, n_columns)."""
    found = np.stack(
        [
            np.maximum(signed_preference(rows[:, np.newaxis, j], columns[np.newaxis, :, j], function), 0.0)
            for j, function in enumerate(functions)
        ],
        axis=-1,
    )
    return weigh(found, shares)
