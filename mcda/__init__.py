"""Multi-criteria decision analysis for public policy: from a folder of evidence to a ranked report.

>>> import mcda
>>> study = mcda.load_study()
>>> mcda.rank(study, weights="source_reading").winners
('innovation_gap',)

Names are loaded when they are first used, so that `import mcda` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mcda.version import __version__

if TYPE_CHECKING:
    from mcda import elicit, methods, portfolio, robustness, verify
    from mcda.analysis import choose_portfolio, compare, outrank, rank, ranked_report, sort
    from mcda.criteria import Criteria, Criterion
    from mcda.errors import (
        Fault,
        McdaError,
        MethodError,
        NameUnknownError,
        OutputError,
        PortfolioError,
        StudyError,
        TableError,
        WeightsError,
    )
    from mcda.language import Text
    from mcda.options import Option, Options, Score, Statement
    from mcda.ranking import Ranking, Recipe
    from mcda.relation import Outranking
    from mcda.scales import Goal, Scale, ValueFunction
    from mcda.sorting import Sorting
    from mcda.study import Study, check_study, load_study, new_study, under
    from mcda.table import PerformanceTable
    from mcda.weights import Weights

_HOME = {
    **dict.fromkeys(("choose_portfolio", "compare", "outrank", "rank", "ranked_report", "sort"), "mcda.analysis"),
    **dict.fromkeys(("Criteria", "Criterion"), "mcda.criteria"),
    **dict.fromkeys(("Goal", "Scale", "ValueFunction"), "mcda.scales"),
    **dict.fromkeys(
        (
            "Fault",
            "McdaError",
            "MethodError",
            "NameUnknownError",
            "OutputError",
            "PortfolioError",
            "StudyError",
            "TableError",
            "WeightsError",
        ),
        "mcda.errors",
    ),
    "Text": "mcda.language",
    **dict.fromkeys(("Option", "Options", "Score", "Statement"), "mcda.options"),
    **dict.fromkeys(("Ranking", "Recipe"), "mcda.ranking"),
    "Outranking": "mcda.relation",
    "Sorting": "mcda.sorting",
    **dict.fromkeys(("Study", "check_study", "load_study", "new_study", "under"), "mcda.study"),
    "PerformanceTable": "mcda.table",
    "Weights": "mcda.weights",
}
_PACKAGES = ("elicit", "methods", "portfolio", "robustness", "verify")

__all__ = [  # noqa: RUF022  # in the order a reader meets them
    "load_study",
    "check_study",
    "new_study",
    "under",
    "rank",
    "outrank",
    "sort",
    "compare",
    "choose_portfolio",
    "ranked_report",
    "methods",
    "elicit",
    "portfolio",
    "robustness",
    "verify",
    "Study",
    "PerformanceTable",
    "Criteria",
    "Criterion",
    "Goal",
    "Scale",
    "ValueFunction",
    "Options",
    "Option",
    "Score",
    "Statement",
    "Text",
    "Weights",
    "Ranking",
    "Outranking",
    "Sorting",
    "Recipe",
    "Fault",
    "McdaError",
    "StudyError",
    "TableError",
    "WeightsError",
    "MethodError",
    "PortfolioError",
    "NameUnknownError",
    "OutputError",
    "__version__",
]


def __getattr__(name: str) -> Any:
    if name in _PACKAGES:
        return import_module(f"mcda.{name}")
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'mcda' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
