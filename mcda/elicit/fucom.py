"""FUCOM: how many times the most important criterion counts as each other one, down the order that makes."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

import numpy as np

from mcda.elicit._ratios import Ratio, agreed, furthest
from mcda.elicit._reading import fraction, listed, named, plain
from mcda.elicit.judged import judged
from mcda.errors import WeightsError, nearest
from mcda.linear import LinearProgram, LinearStatus, Row, solve
from mcda.scales import Floats
from mcda.weights import Weights

# The deviation that the authors take for consistent.
DFC_LIMIT: Final = 0.025
# What the solver may need to find the least chi feasible a second time.
_SLACK: Final = 1e-9
LARGEST: Final = 1000


def fucom(priorities: Mapping[str, Any], *, checks: Sequence[Sequence[Any]] = ()) -> Weights:
    """Return the weights of the full consistency method.

    With the criteria in the order of their priorities p, and phi_k = p_(k+1) / p_k, the weights minimise chi, the
    largest of |w_k - phi_k * w_(k+1)| and |w_k - phi_k * phi_(k+1) * w_(k+2)|: the linear form of the conditions on
    ratios and on transitivity. The priorities alone always agree: chi is 0 and the weights are exactly in proportion to
    1 / p. Checks are judgements beyond them, on pairs compared straight, that can contradict. Of several weights with
    the least chi, those are taken whose deviations add up to least.

    Parameters
    ----------
    priorities
        By criterion id, how many times the most important criterion counts as this one: 1 for the most important,
        usually up to 9.
    checks
        Each names two criteria and how many times the first counts as the second. A check of two criteria with one
        between them in the order takes the place of their condition on transitivity.

    Returns
    -------
    Weights
        Exact where all judgements agree. `consistency` holds `order`, `chi`, `DFC` (deviation from full consistency:
        the largest difference between a ratio of weights and what was said), `consistent` (DFC at most 0.025),
        `verdict`, and where something is off `worst_pair`, `worst_said` and `worst_fitted`.

    Raises
    ------
    WeightsError
        No criterion with priority 1, one below it, or a check of another form, of an unknown criterion or of a pair
        checked twice.

    References
    ----------
    Pamučar, D., Stević, Ž. & Sremac, S. (2018). A new model for determining weight coefficients of criteria in MCDM
    models: full consistency method (FUCOM). *Symmetry* 10(9), 393. doi:10.3390/sym10090393

    Examples
    --------
    >>> weights = fucom({"price": 1, "safety": 2, "comfort": 4})
    >>> weights.fractions["price"], weights.consistency["verdict"]
    (Fraction(4, 7), 'fully consistent')
    """
    given = named(priorities, "the priorities")
    ids = list(given)
    said = [_priority(given, c) for c in ids]
    if min(said) != 1:
        raise WeightsError(
            f"no criterion has priority 1; expected it for the most important one, but the smallest is "
            f"{float(min(said)):g}"
        )
    order = sorted(range(len(ids)), key=lambda i: said[i])
    ratios = _conditions(
        order, said, [_check(each, k, ids) for k, each in enumerate(listed(checks, "checks"), start=1)]
    )
    points: Sequence[Fraction | float] | None = agreed(len(ids), ratios)
    told: dict[str, Any] = {"order": tuple(ids[i] for i in order), "chi": 0.0, "DFC": 0.0, "consistent": True}
    notes: list[str] = []
    if points is not None:
        told["verdict"] = "fully consistent"
    else:
        points, told["chi"] = _least(len(ids), ratios)
        notes = _judge(ids, ratios, points, told)
    judgements: dict[str, Any] = {"method": "fucom", "priorities": plain(given)}
    if len(checks):
        judgements["checks"] = plain([list(each) for each in checks])
    return judged(dict(zip(ids, points, strict=True)), judgements=judgements, consistency=told, notes=notes)


def _priority(given: Mapping[str, Any], criterion: str) -> Fraction:
    found = fraction(given[criterion], f"the priority of {criterion!r}")
    if not 1 <= found <= LARGEST:
        raise WeightsError(
            f"the priority of {criterion!r} is {float(found):g}; expected 1 (the most important) or more, at most "
            f"{LARGEST}"
        )
    return found


def _check(given: Any, number: int, ids: Sequence[str]) -> Ratio:
    what = f"check {number}"
    parts = listed(given, what)
    if len(parts) != 3:
        raise WeightsError(f"{what} is {given!r}; expected two criteria, and how many times the first counts")
    for name in parts[:2]:
        if not isinstance(name, str) or name not in ids:
            raise WeightsError(f"{what}: {name!r} has no priority{nearest(str(name), ids)}")
    if parts[0] == parts[1]:
        raise WeightsError(f"{what} compares {parts[0]!r} with itself; expected two different criteria")
    times = fraction(parts[2], f"{what}, {parts[0]!r} over {parts[1]!r}")
    if not Fraction(1, LARGEST) <= times <= LARGEST:
        raise WeightsError(
            f"{what}: {parts[0]!r} counts {float(times):g} times {parts[1]!r}; expected a number above 0, from "
            f"1/{LARGEST} to {LARGEST}"
        )
    return Ratio(ids.index(parts[0]), ids.index(parts[1]), times)


def _conditions(order: Sequence[int], said: Sequence[Fraction], checks: Sequence[Ratio]) -> list[Ratio]:
    """Return the conditions on ratios, on transitivity, and the checks, the more important criterion first."""
    found = {(a, b): said[b] / said[a] for a, b in pairwise(order)}
    found |= {(a, b): said[b] / said[a] for a, b in zip(order, order[2:], strict=False)}
    seen = set()
    place = {i: k for k, i in enumerate(order)}
    for number, (i, j, times) in enumerate(checks, start=1):
        pair = (i, j) if place[i] < place[j] else (j, i)
        if pair in seen:
            raise WeightsError(f"check {number} compares two criteria that another check compares; check a pair once")
        if place[pair[1]] - place[pair[0]] == 1:
            raise WeightsError(
                f"check {number} compares neighbours in the order, whose priorities say it already; change a priority"
            )
        seen.add(pair)
        found[pair] = times if pair == (i, j) else 1 / times
    return [Ratio(i, j, times) for (i, j), times in found.items()]


def _least(n: int, ratios: Sequence[Ratio]) -> tuple[list[float], float]:
    """Return weights and chi of the linear programs; the variables are weights, deviations, and chi."""
    m = len(ratios)
    rows = [Row.of(dict.fromkeys(range(n), 1.0), "==", 1.0)]
    for k, (i, j, times) in enumerate(ratios, start=n):
        gap = {i: 1.0, j: -float(times)}
        rows += [Row.of({**gap, k: -1.0}, "<=", 0.0), Row.of({**gap, k: 1.0}, ">=", 0.0)]
        rows.append(Row.of({k: 1.0, n + m: -1.0}, "<=", 0.0))
    lowest = _solved(LinearProgram((0.0,) * (n + m) + (-1.0,), tuple(rows)))[n + m]
    upper = (None,) * (n + m) + (lowest * (1 + _SLACK),)
    values = _solved(LinearProgram((0.0,) * n + (-1.0,) * m + (0.0,), tuple(rows), upper=upper))
    return [max(w, 0.0) for w in values[:n]], lowest


def _solved(program: LinearProgram) -> tuple[float, ...]:
    solution = solve(program)
    if solution.status is not LinearStatus.OPTIMAL:
        raise WeightsError(f"the linear program was not solved: the status is {solution.status.value!r}")
    return solution.values


def _judge(ids: Sequence[str], ratios: Sequence[Ratio], points: Sequence[float], told: dict[str, Any]) -> list[str]:
    """Add the deviation from full consistency and the judgement furthest off, and say it in words."""
    fitted = [points[i] / points[j] if points[j] else float("inf") for i, j, _ in ratios]
    off: Floats = np.array([abs(f - float(r.times)) for f, r in zip(fitted, ratios, strict=True)])
    worst = furthest(off, range(len(ratios)))
    i, j, times = ratios[worst]
    told |= {
        "DFC": float(off[worst]),
        "consistent": bool(off[worst] <= DFC_LIMIT),
        "worst_pair": (ids[i], ids[j]),
        "worst_said": float(times),
        "worst_fitted": fitted[worst],
    }
    words = "at most" if told["consistent"] else "above"
    told["verdict"] = f"deviation from full consistency {told['DFC']:.3f}, {words} {DFC_LIMIT}"
    if told["consistent"]:
        return []
    return [
        f"The judgements contradict each other: {told['verdict']}. Furthest off: {ids[i]!r} counts {float(times):.3g} "
        f"times {ids[j]!r}, the weights say {fitted[worst]:.3g} times."
    ]
