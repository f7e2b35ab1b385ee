"""Writes docs/methods.md from what the methods say about themselves, so that the page cannot differ from the code.

Run it after a change of a method: `make docs`. A test compares the page with what this would write.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import numpy as np  # noqa: E402  # the counter-examples stand beside the tests
from counter_examples import COUNTER_EXAMPLES  # noqa: E402  # after the path is set

from mcda.methods import ALL, Method, OutrankingMethod, RankingMethod  # noqa: E402  # after the path is set
from mcda.methods.about import FAMILIES, PROPERTIES  # noqa: E402  # after the path is set
from mcda.table import PerformanceTable  # noqa: E402  # after the path is set

PAGE = ROOT / "docs" / "methods.md"

# Which methods a published case checks, by the method's name in the case files.
PROVED_BY = {
    "WSM": ("wsm",),
    "WPM": ("wpm",),
    "WASPAS": ("waspas",),
    "TOPSIS": ("topsis",),
    "VIKOR": ("vikor",),
    "GRA": ("gra",),
    "EDAS": ("edas",),
    "CODAS": ("codas",),
    "SPOTIS": ("spotis",),
    "RIM": ("rim",),
    "MABAC": ("mabac",),
    "MAIRCA": ("mairca",),
    "MARCOS": ("marcos",),
    "COMET": ("comet",),
    "MOORA": ("moora",),
    "MULTIMOORA": ("moora", "moora_reference", "full_multiplicative", "multimoora"),
    "COPRAS": ("copras",),
    "ARAS": ("aras",),
    "CoCoSo": ("cocoso",),
    "PROMETHEE I-II": ("promethee_i", "promethee_ii"),
    "PROMETHEE III": ("promethee_iii",),
    "ELECTRE I": ("electre_i",),
    "ELECTRE Is": ("electre_is",),
    "ELECTRE II": ("electre_ii",),
    "ELECTRE III": ("electre_iii",),
    "ELECTRE IV": ("electre_iv",),
    "ELECTRE TRI-B": ("electre_tri_b",),
    "REGIME": ("regime",),
    "ORESTE": ("oreste",),
    "UTA": ("uta",),
    "UTASTAR": ("utastar",),
    "additive value": ("additive",),
    "MAUT": ("maut",),
    "Choquet integral": ("choquet",),
    "OWA": ("owa",),
    "modified TOPSIS": ("modified_topsis",),
    "TODIM": ("todim",),
    "PROMETHEE VI": ("promethee_vi",),
    "FlowSort": ("flowsort",),
    "ELECTRE TRI-C": ("electre_tri_c",),
    "MR-Sort": ("mr_sort",),
    "lexicographic": ("lexicographic",),
    "Borda on criteria": ("borda_of_criteria",),
    "Copeland on criteria": ("copeland_of_criteria",),
    "Kemeny on criteria": ("kemeny_of_criteria",),
    "UTADIS": ("utadis",),
}
_TITLES = {
    "value": "Value: what each option is worth",
    "reference": "Reference point: how far from the best, how far from the worst",
    "ratio": "Ratio: performances divided and multiplied",
    "outranking": "Outranking: options compared in pairs, and with profiles",
    "ordinal": "Ordinal: only the order on each criterion counts",
    "disaggregation": "Disaggregation: preferences learned from judgements on whole options",
}
_VERBS = {"rank": "`mcda.rank`", "outrank": "`mcda.outrank`", "sort": "`mcda.sort`"}
# Their formulas work on values: what the performances must bear is up to the value functions or the scales.
_THROUGH_VALUES = ("additive", "maut", "choquet", "owa")
_AFTER = """
## Beside the methods

- **GAIA**, `mcda.methods.gaia(table, weights)`: options and criteria of PROMETHEE in one plane, the decision axis, and
  how much of the variance the plane keeps, from the unweighted unicriterion flows.
- **PROMETHEE V**, `mcda.portfolio.promethee_v`: a set of options by net flows under constraints, and how it changes
  when a constant is added to them.
- **MACBETH**, `mcda.elicit.macbeth_scale`: a scale from qualitative judgements; clashing judgements are named, with the
  smallest repair.
- **What weights trade**, `mcda.methods.equivalent_changes`: how many units of one criterion are worth one point of
  value on another, in additive value.
- **Rank acceptability**, `mcda.robustness.rank_acceptability`: how often each option takes each place under weights
  that nobody has stated.
- **Voting**, `mcda.voting`: Borda, Copeland, Condorcet and Kemeny on ballots.
"""
_HEAD = """# The methods

This page is made from what the methods say about themselves (`make docs`); do not edit it by hand.

A **ranking** method gives each option a score and a place; an **outranking** method says which option is at least as
good as which and leaves the rest incomparable; a **sorting** method puts each option into a category. "Compensates"
tells whether a bad score can be bought back by good ones. A method **breaks** a property if there is a table on which
the property fails; the tests hold such a table for every breach named here, and search in vain for one elsewhere:

"""


def page() -> str:
    """Return the whole page."""
    return "\n".join(line.rstrip() for line in _lines()) + "\n"


def cases_of(method: type[Method]) -> list[dict[str, Any]]:
    """Return the reference cases that check a method."""
    files = sorted((ROOT / "tests" / "cases").glob("*.json"))
    cases = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return [case for case in cases if method.id in PROVED_BY.get(case["method"], ())]


def _lines() -> Iterator[str]:
    yield _HEAD + "\n".join(f"- **{name.replace('_', ' ')}**: {told}." for name, told in PROPERTIES.items())
    yield ""
    yield "| method | id | verb | scales | compensates | weights | breaks |"
    yield "|---|---|---|---|---|---|---|"
    for family in FAMILIES:
        for method in _family(family):
            about = method.about
            broken = ", ".join(breach.property.replace("_", " ") for breach in about.breaks) or "–"
            scales = "any, through values" if method.id in _THROUGH_VALUES else about.level
            weights = "used" if method.uses_weights else "none"
            yield (
                f"| [{about.name.get('en')}](#{method.id}) | `{method.id}` | {method.verb} | {scales} | "
                f"{'yes' if about.compensatory else 'no'} | {weights} | {broken} |"
            )
    for family in FAMILIES:
        yield f"\n## {_TITLES[family]}"
        for method in _family(family):
            yield from _method(method)
    yield _AFTER.rstrip()


def _family(family: str) -> list[type[Method]]:
    return [method for method in ALL if method.about.family == family]


def _method(method: type[Method]) -> Iterator[str]:
    about = method.about
    yield f'\n### <a id="{method.id}"></a>{about.name.get("en")}\n'
    yield f"{about.summary.get('en')}\n"
    parameters = ", ".join(f"`{field.name}`" for field in fields(method)) or "none"
    yield f'- **Ask with** {_VERBS[method.verb]}, `method="{method.id}"`; parameters: {parameters}.'
    yield f"- **Weights:** {about.weights_mean.get('en')}"
    scales = "any, through values" if method.id in _THROUGH_VALUES else f"{about.level} or better"
    yield f"- **Scales:** {scales}. **Compensates:** {'yes' if about.compensatory else 'no'}."
    yield f"- **Source:** {about.reference} [doi:{about.doi}](https://doi.org/{about.doi})"
    cases = cases_of(method)
    if cases:
        yield "- **Proved on:** " + "; ".join(f"`{case['id']}` ({case['provenance']})" for case in cases) + "."
    else:
        yield "- **Proved on:** no reference case; the tests check it by hand-computed numbers and properties."
    for breach in about.breaks:
        yield f"- **Breaks {breach.property.replace('_', ' ')}:** {breach.why.get('en')}"
        yield f"  *Counter-example:* {_told(method, breach.property)}"


def _told(method: type[Method], broken: str) -> str:
    """Tell a counter-example in words: the table, what is done, and what comes of it."""
    values, weights, change, *rest = COUNTER_EXAMPLES[method, broken]
    goals = rest[0] if rest else ["max"] * len(values[0])
    names = [f"a{i + 1}" for i in range(len(values))]
    rows = "; ".join(f"{name} {_numbers(row)}" for name, row in zip(names, values, strict=True))
    if len(names) > 8:
        rows = "; ".join(f"{name} {_numbers(row)}" for name, row in zip(names[:4], values[:4], strict=True))
        rows += f"; and {len(names) - 4} more like a4"
    less = [f"c{j + 1}" for j, goal in enumerate(goals) if goal == "min"]
    given = f"{rows}; weights {_numbers(weights)}{f'; less is better on {_listed(less)}' if less else ''}."
    before = _answer(method, np.array(values, dtype=float), weights, goals, names)
    if broken == "dominance":
        return f"{given} {names[change[0]]} is nowhere worse than {names[change[1]]}, and comes behind it: {before}."
    if broken == "rank_reversal":
        done = f"Without {names[change]}"
        kept = [i for i in range(len(names)) if i != change]
        after = _answer(
            method, np.delete(np.array(values, dtype=float), change, axis=0), weights, goals, [names[i] for i in kept]
        )
    elif broken == "copies":
        done = f"With a copy of {names[change]}"
        table = np.vstack([np.array(values, dtype=float), values[change]])
        after = _answer(method, table, weights, goals, [*names, f"{names[change]}′"])
    else:
        option, criterion, better = change
        table = np.array(values, dtype=float)
        done = f"With {better:g} for {table[option, criterion]:g} on c{criterion + 1} for {names[option]}"
        table[option, criterion] = better
        after = _answer(method, table, weights, goals, names)
    return f"{given} Before: {before}. {done}: {after}."


def _answer(
    method: type[Method], values: np.ndarray, weights: Sequence[float], goals: Sequence[str], names: list[str]
) -> str:
    """Return the order of the options, or who is preferred to whom."""
    table = PerformanceTable.of(values, goals=goals, options=names)
    configured = method()
    if isinstance(configured, RankingMethod):
        ranking = configured.rank(table, weights)
        places = ranking.places
        groups: dict[int, list[str]] = {}
        for name in ranking.order:
            groups.setdefault(places[name], []).append(name)
        return " > ".join(" = ".join(group) for group in groups.values())
    if isinstance(configured, OutrankingMethod):
        found = configured.outrank(table, weights)
        told = [
            f"{name} {'>' if relation == 'P' else '='} {other}"
            for i, (name, row) in enumerate(zip(names, found.relations, strict=True))
            for j, (other, relation) in enumerate(zip(names, row, strict=True))
            if relation == "P" or (relation == "I" and i < j)
        ]
        return ", ".join(told[:12]) + (" …" if len(told) > 12 else "") if told else "nothing is preferred to anything"
    raise TypeError(f"{method.id} sorts; its counter-examples need their categories beside them to be told")


def _numbers(given: Sequence[float]) -> str:
    return f"({', '.join(f'{each:g}' for each in given)})"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
