"""ELECTRE TRI-B: into categories, by credible comparison with the profiles that separate them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from mcda.frozen import FrozenDict
from mcda.methods.about import About, both
from mcda.methods.method import number
from mcda.methods.outranking._concordance import TIE, credibility
from mcda.methods.outranking._profiles import first_true, freeze_levels, highest_reached, indistinct, levels_of
from mcda.methods.outranking._thresholds import VariableThreshold as VariableThreshold  # a recipe may name it
from mcda.methods.outranking._thresholds import WithThresholds
from mcda.methods.outranking.electre_i import ElectreI
from mcda.methods.sorting_method import Assigned, SortingMethod
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class ElectreTriB(WithThresholds, SortingMethod):
    """Sorting by profiles on the border of two categories.

    The pessimistic rule gives the highest category whose lower profile the option outranks; the optimistic rule the
    lowest category whose upper profile is preferred to the option. They differ where an option and a profile cannot be
    compared, and become the lowest and the highest category.

    Parameters
    ----------
    categories
        Names, from worst to best.
    profiles
        By criterion id, the level at which each category but the worst begins, from worst to best; one less than there
        are categories.
    indifference, preference, veto
        By criterion id, in the numbers of the column: a number, a `VariableThreshold` (taken at the profile), or None
        for no veto. A criterion not named here takes its own thresholds; without any, 0, its indifference threshold,
        and no veto.
    lambda_
        Least credibility of an outranking, from 0.5 to 1.

    References
    ----------
    Yu, W. (1992). *ELECTRE TRI: aspects méthodologiques et manuel d'utilisation*. Document du LAMSADE 74.
    Mousseau, V., Slowinski, R. & Zielniewicz, P. (2000). A user-oriented implementation of the ELECTRE-TRI method
    integrating preference elicitation support. *Computers & Operations Research* 27(7-8), 757-777.
    doi:10.1016/S0305-0548(99)00117-3

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> method = ElectreTriB(categories=("poor", "good"), profiles={"c1": [4], "c2": [5]})
    >>> method.sort(table, [1, 1]).to_frame().to_numpy().tolist()
    [['a1', 'good', 'good'], ['a2', 'poor', 'good'], ['a3', 'poor', 'poor']]
    """

    profiles: Mapping[str, Sequence[float]] = field(default_factory=FrozenDict)
    lambda_: float = 0.75

    id: ClassVar[str] = "electre_tri_b"
    about: ClassVar[About] = About(
        name=both("ELECTRE TRI-B", "ELECTRE TRI-B(경계 프로파일 분류)"),
        summary=both(
            "An option reaches a category where it credibly outranks the profile at its lower border.",
            "대안이 범주의 아래 경계 프로파일을 앞선다고 믿을 만하면 그 범주에 든다.",
        ),
        reference=(
            "Mousseau, V., Slowinski, R. & Zielniewicz, P. (2000). A user-oriented implementation of the ELECTRE-TRI "
            "method integrating preference elicitation support. Computers & Operations Research 27(7-8), 757-777."
        ),
        doi="10.1016/S0305-0548(99)00117-3",
        family="outranking",
        level="interval",
        compensatory=False,
        weights_mean=ElectreI.about.weights_mean,
    )

    def __post_init__(self) -> None:
        SortingMethod.__post_init__(self)
        WithThresholds.__post_init__(self)
        freeze_levels(self, "profiles", len(self.categories) - 1)
        number(self, "lambda_", 0.5, 1.0)

    def assign(self, table: PerformanceTable, shares: Floats) -> Assigned:
        """Assign by both rules.

        The details are `credibility_option_profile` and `credibility_profile_option`, shape (n_options, n_profiles),
        and `pessimistic` and `optimistic`, a category by option.
        """
        signs, levels = table.criteria.signs, levels_of(self, "profiles", table.criteria)
        options, profiles = table.values * signs, levels * signs
        ahead, behind = self.at_profiles(table.criteria, levels)
        up = credibility(options, profiles, shares, ahead).credibility
        down = credibility(profiles, options, shares, behind).credibility.T
        outranks, outranked = up >= self.lambda_ - TIE, down >= self.lambda_ - TIE
        pessimistic, optimistic = highest_reached(outranks), first_true(outranked & ~outranks)
        named = {
            rule: FrozenDict(zip(table.options.ids, (self.categories[k] for k in found), strict=True))
            for rule, found in (("pessimistic", pessimistic), ("optimistic", optimistic))
        }
        details = {"credibility_option_profile": up, "credibility_profile_option": down, **named}
        alike = indistinct(credibility(profiles, profiles, shares, ahead).credibility, self.lambda_)
        note = () if alike is None else (_alike(*alike, self.lambda_),)
        return Assigned(pessimistic.tolist(), optimistic.tolist(), details, note)


def _alike(at: int, credible: float, cut: float) -> str:
    return (
        f"Profiles {at + 1} and {at + 2}, counted from the worst, cannot be told apart: with these weights and "
        f"thresholds, the lower is as good as the higher with a credibility of {credible:.3g}, lambda being {cut:g}. "
        "The category between them means little; move them apart, or take smaller thresholds or a larger lambda."
    )
