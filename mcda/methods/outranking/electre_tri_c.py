"""ELECTRE TRI-C: into categories, by credible comparison with one typical option of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.methods.about import About, both
from mcda.methods.method import number
from mcda.methods.outranking._concordance import TIE, credibility
from mcda.methods.outranking._distillation import Levels
from mcda.methods.outranking._profiles import first_true, freeze_levels, highest_reached, indistinct, levels_of
from mcda.methods.outranking._thresholds import VariableThreshold as VariableThreshold  # a recipe may name it
from mcda.methods.outranking._thresholds import WithThresholds
from mcda.methods.outranking.electre_i import ElectreI
from mcda.methods.sorting_method import Assigned, SortingMethod
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class ElectreTriC(WithThresholds, SortingMethod):
    """Sorting by characteristic reference actions, one in the middle of each category.

    The descending rule goes down from the best category to the first whose reference the option outranks, and chooses
    between it and the next better one; the ascending rule goes up from the worst to the first whose reference outranks
    the option, and chooses between it and the next worse one. Each chooses the reference for which the smaller of the
    two credibilities (of option over reference and the other way round) is the larger; on a tie it moves on. The two
    together give the lowest and the highest category.

    Parameters
    ----------
    categories
        Names, from worst to best.
    references
        By criterion id, the level of the reference action of each category, from worst to best.
    indifference, preference, veto
        As for `ElectreTriB`; variable thresholds are taken at the reference.
    lambda_
        Least credibility of an outranking, from 0.5 to 1; above the credibility of a reference over the next
        better one.

    References
    ----------
    Almeida-Dias, J., Figueira, J. R. & Roy, B. (2010). ELECTRE TRI-C: a multiple criteria sorting method based on
    characteristic reference actions. *European Journal of Operational Research* 204(3), 565-580.
    doi:10.1016/j.ejor.2009.10.018

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> method = ElectreTriC(categories=("poor", "good"), references={"c1": [8, 4], "c2": [3, 8]})
    >>> method.sort(table, [1, 1]).to_frame().to_numpy().tolist()
    [['a1', 'good', 'good'], ['a2', 'good', 'good'], ['a3', 'poor', 'poor']]
    """

    references: Mapping[str, Sequence[float]] = field(default_factory=FrozenDict)
    lambda_: float = 0.75

    id: ClassVar[str] = "electre_tri_c"
    about: ClassVar[About] = About(
        name=both("ELECTRE TRI-C", "ELECTRE TRI-C(대표 대안 분류)"),
        summary=both(
            "An option goes to the categories whose typical options it resembles most, seen from above and from below.",
            "위에서와 아래에서 견주어 각 범주의 대표 대안과 가장 가까운 범주에 든다.",
        ),
        reference=(
            "Almeida-Dias, J., Figueira, J. R. & Roy, B. (2010). ELECTRE TRI-C: a multiple criteria sorting method "
            "based on characteristic reference actions. European Journal of Operational Research 204(3), 565-580."
        ),
        doi="10.1016/j.ejor.2009.10.018",
        family="outranking",
        level="interval",
        compensatory=False,
        weights_mean=ElectreI.about.weights_mean,
    )

    def __post_init__(self) -> None:
        SortingMethod.__post_init__(self)
        WithThresholds.__post_init__(self)
        freeze_levels(self, "references", len(self.categories))
        number(self, "lambda_", 0.5, 1.0)

    def assign(self, table: PerformanceTable, shares: Floats) -> Assigned:
        """Assign by both rules.

        The details are `credibility_option_reference` and `credibility_reference_option`, shape
        (n_options, n_categories), and `descending` and `ascending`, a category by option.

        Raises
        ------
        MethodError
            A reference that is, with these weights, as credibly as `lambda_` at least as good as the next better one.
        """
        signs, levels = table.criteria.signs, levels_of(self, "references", table.criteria)
        options, references = table.values * signs, levels * signs
        ahead, behind = self.at_profiles(table.criteria, levels)
        alike = indistinct(credibility(references, references, shares, ahead).credibility, self.lambda_)
        if alike is not None:
            raise MethodError(
                f"ElectreTriC: reference {alike[0] + 1}, counted from the worst, is at least as good as the next "
                f"better one with a credibility of {alike[1]:.3g}; expected below lambda_ {self.lambda_:g}: move the "
                "references apart, or take smaller thresholds or a larger lambda_"
            )
        up = credibility(options, references, shares, ahead).credibility
        down = credibility(references, options, shares, behind).credibility.T
        descending, ascending = descend(up, down, self.lambda_), ascend(up, down, self.lambda_)
        named = {
            rule: FrozenDict(zip(table.options.ids, (self.categories[k] for k in found), strict=True))
            for rule, found in (("descending", descending), ("ascending", ascending))
        }
        details = {"credibility_option_reference": up, "credibility_reference_option": down, **named}
        lowest, highest = np.minimum(descending, ascending), np.maximum(descending, ascending)
        return Assigned(lowest.tolist(), highest.tolist(), details)


def descend(up: Floats, down: Floats, cut: float) -> Levels:
    """Return the category of each option by the descending rule, counted from 0, the worst.

    Parameters
    ----------
    up, down : shape (n_options, n_categories)
        Credibility of the option over each reference, and of each reference over the option.
    cut
        Least credibility of an outranking.

    Returns
    -------
    shape (n_options,)
    """
    selecting, last = np.minimum(up, down), up.shape[1] - 1
    reached = highest_reached(up >= cut - TIE) - 1
    at, next_better = np.maximum(reached, 0), np.minimum(reached + 1, last)
    rows = np.arange(len(up))
    stays = selecting[rows, at] > selecting[rows, next_better] + TIE
    return np.where(stays & (reached >= 0), at, next_better)


def ascend(up: Floats, down: Floats, cut: float) -> Levels:
    """Return the category of each option by the ascending rule; as `descend`."""
    selecting, last = np.minimum(up, down), up.shape[1] - 1
    reached = first_true(down >= cut - TIE)
    at, next_worse = np.minimum(reached, last), np.maximum(reached - 1, 0)
    rows = np.arange(len(up))
    stays = selecting[rows, at] > selecting[rows, next_worse] + TIE
    return np.where(stays & (reached <= last), at, next_worse)
