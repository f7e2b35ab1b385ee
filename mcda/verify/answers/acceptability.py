"""Cases of SMAA-2."""

from collections.abc import Mapping
from typing import Any, Final

from mcda.methods import Wsm
from mcda.robustness.acceptability import rank_acceptability
from mcda.robustness.question import Question
from mcda.robustness.uncertainty import score_uncertainty
from mcda.verify.answers.common import TABLE, Adapter, choose, table_of
from mcda.verify.case import Case, UnsupportedError, numbers, sequence, shown

_UNIFORM: Final = "uniform on the simplex"
_ADDITIVE: Final = "additive, partial values given"


def _smaa_2(case: Case) -> Mapping[str, Any]:
    table = table_of(case)
    choose(case, "weights", {_UNIFORM: _UNIFORM}, _UNIFORM)
    choose(case, "value", {_ADDITIVE: _ADDITIVE}, _ADDITIVE)
    if case.field("weights") is not None:
        raise UnsupportedError(f"weights {shown(case.field('weights'))} are not known here; SMAA-2 draws them")
    deviations = None
    if case.params.get("gaussian_sd") is not None:
        rows = sequence(case.params["gaussian_sd"], "params.gaussian_sd", len(table.options))
        deviations = [numbers(row, f"params.gaussian_sd[{i}]", len(table.criteria)) for i, row in enumerate(rows)]
    question = Question(Wsm(normalization="none"), table, [1] * len(table.criteria))
    noise = None if deviations is None else score_uncertainty(question, deviations=deviations)
    found = rank_acceptability(question, scores=noise)
    central = [found.central_weights.get(option) for option in table.options.ids]
    return {
        "rank_acceptability": found.acceptabilities,
        "central_weights": [None if w is None else w.array(table.criteria) for w in central],
    }


ADAPTERS: Final[dict[str, Adapter]] = {
    "SMAA-2": Adapter(
        TABLE,
        frozenset({"weights", "value", "gaussian_sd"}),
        frozenset({"rank_acceptability", "central_weights"}),
        _smaa_2,
    ),
}
