"""AHP: weights from comparing criteria in pairs."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal, get_args

import numpy as np

from mcda.elicit import _consistency
from mcda.elicit._comparisons import Comparisons, as_given, read
from mcda.elicit._consistency import LIMIT, RandomIndex
from mcda.elicit._ratios import agreed, log_least_squares
from mcda.elicit._reading import plain
from mcda.elicit.judged import judged
from mcda.errors import WeightsError
from mcda.scales import Floats
from mcda.weights import Weights

Priorities = Literal["eigenvector", "geometric_mean"]
LARGEST_OF_SCALE = 9


def ahp(
    comparisons: Mapping[str, Mapping[str, Any]] | Sequence[Sequence[Any]],
    *,
    criteria: Sequence[str] | None = None,
    priorities: Priorities = "eigenvector",
    random_index: RandomIndex = "saaty_1980",
) -> Weights:
    """Return weights from pairwise comparisons: the principal eigenvector, or the geometric means of the rows.

    Some pairs may be left out, as long as the others connect all criteria. The eigenvector is then that of Harker's
    matrix (0 for a missing pair, and 1 more on the diagonal of both), the geometric means are logarithmic least squares
    over the pairs judged.

    Parameters
    ----------
    comparisons
        `{a: {b: 3, c: "1/5"}}`: a is three times as important as b, and c five times as important as a. Or the rows of
        the matrix, with `criteria` and null for a missing pair. One half of the matrix is enough; where both are given
        they must be reciprocal. Saaty's scale is 1 to 9; other numbers above 0 are taken, with a note.
    criteria
        Ids in the order of rows and columns; optional for comparisons by id.
    priorities
        "eigenvector" or "geometric_mean".
    random_index
        The table for the consistency ratio: "saaty_1980", "aguaron_moreno_2003" or "alonso_lamata_2006". They end at 15
        or 16 criteria; beyond, the straight line that Alonso and Lamata fitted goes on.

    Returns
    -------
    Weights
        `consistency` holds `lambda_max`, `CI`, `random_index` and `random_index_source`, `CR`, `consistent` (CR at most
        0.10), `verdict`, `koczkodaj`, `GCI` and `GCI_limit`, `missing` (pairs), and where the judgements contradict
        each other `worst_pair`, `worst_given`, `worst_fitted` (what the weights say), `repair` (the value that makes CR
        smallest), `repair_CR`, `repair_saaty` (the nearest value of the scale) and `repair_saaty_CR`.

    Raises
    ------
    WeightsError
        A cell that is no number above 0 or not reciprocal, an unknown id, rows of another length, or criteria that no
        judgement connects: the message names the cell or the groups.

    References
    ----------
    Saaty, T. L. (1977). A scaling method for priorities in hierarchical structures. *Journal of Mathematical
    Psychology* 15(3), 234-281. doi:10.1016/0022-2496(77)90033-5

    Crawford, G. & Williams, C. (1985). A note on the analysis of subjective judgment matrices. *Journal of Mathematical
    Psychology* 29(4), 387-405. doi:10.1016/0022-2496(85)90002-1

    Harker, P. T. (1987). Incomplete pairwise comparisons in the analytic hierarchy process. *Mathematical Modelling*
    9(11), 837-848. doi:10.1016/0270-0255(87)90503-3

    Examples
    --------
    >>> weights = ahp({"style": {"reliability": "1/2", "fuel": 3}, "reliability": {"fuel": 4}})
    >>> {c: round(s, 4) for c, s in weights.shares.items()}, round(weights.consistency["CR"], 4)
    ({'style': 0.3196, 'reliability': 0.5584, 'fuel': 0.122}, 0.0158)
    """
    for name, given, allowed in (
        ("priorities", priorities, get_args(Priorities)),
        ("random_index", random_index, get_args(RandomIndex)),
    ):
        if not isinstance(given, str) or given not in allowed:
            raise WeightsError(f"{name} is {given!r}; expected one of {', '.join(map(repr, allowed))}")
    matrix = read(comparisons, criteria)
    points, logs = _priorities(matrix, priorities)
    consistency, notes = _fit(matrix, logs, random_index)
    judgements: dict[str, Any] = {"method": "ahp", "comparisons": plain(as_given(comparisons))}
    if criteria is not None:
        judgements["criteria"] = plain(list(criteria))
    judgements |= {"priorities": priorities, "random_index": random_index}
    return judged(
        dict(zip(matrix.ids, points, strict=True)), judgements=judgements, consistency=consistency, notes=notes
    )


def _priorities(matrix: Comparisons, priorities: Priorities) -> tuple[Sequence[Fraction | float], Floats]:
    """Return the weights up to a factor, exact where all judgements agree, and their logarithms."""
    logs = log_least_squares(len(matrix.ids), matrix.ratios)
    exact = agreed(len(matrix.ids), matrix.ratios)
    if exact is not None:
        return exact, logs
    if priorities == "geometric_mean":
        return [float(w) for w in np.exp(logs - logs.max())], logs
    right = _consistency.perron(matrix.matrix(), logs).right
    return [float(w) for w in right], np.log(right)


def _fit(matrix: Comparisons, logs: Floats, table: RandomIndex) -> tuple[dict[str, Any], list[str]]:
    """Return how well the judgements fit together, and what a reader must know."""
    n, found = len(matrix.ids), _consistency.ratio(matrix, table)
    redundant = len(matrix.ratios) - (n - 1)
    consistent = found["CR"] <= LIMIT + 1e-12
    if redundant == 0:
        verdict = "the judgements cannot contradict each other: none is redundant"
    elif found["CR"] == 0:
        verdict = "the judgements agree: consistency ratio 0"
    else:
        words = "at most {:.2f}: consistent enough" if consistent else "above {:.2f}: too inconsistent"
        source = found["random_index_source"]
        verdict = f"consistency ratio {found['CR']:.3f}, {words.format(LIMIT)} (random index of {source})"
    index, limit = _consistency.geometric_index(matrix)
    worst = _consistency.worst_judgement(matrix, logs, table)
    found |= {
        "consistent": consistent,
        "verdict": verdict,
        "koczkodaj": _consistency.koczkodaj(matrix),
        "GCI": index,
        "GCI_limit": limit,
        "missing": matrix.missing,
        **worst,
    }
    return found, [*_beyond(matrix), *([] if consistent else _advice(found))]


def _beyond(matrix: Comparisons) -> list[str]:
    """Name the judgements outside Saaty's scale."""
    outside = []
    for i, j, times in matrix.ratios:
        if max(times, 1 / times) > LARGEST_OF_SCALE:
            a, b = (matrix.ids[i], matrix.ids[j]) if times > 1 else (matrix.ids[j], matrix.ids[i])
            outside.append(f"{a} : {b} = {float(max(times, 1 / times)):g}")
    return [f"Beyond 9, the end of Saaty's scale: {', '.join(outside)}."] if outside else []


def _advice(found: Mapping[str, Any]) -> list[str]:
    """Say what is wrong with judgements that are too inconsistent, and what would help most."""
    a, b = found["worst_pair"]
    return [
        f"The judgements contradict each other: {found['verdict']}.",
        f"Furthest from the others is {a} : {b} = {found['worst_given']:g}; the weights say "
        f"{found['worst_fitted']:.3g}. With {found['repair']:.3g} the consistency ratio would be "
        f"{found['repair_CR']:.3f}, its smallest; with {found['repair_saaty']} on Saaty's scale it would be "
        f"{found['repair_saaty_CR']:.3f}.",
    ]
