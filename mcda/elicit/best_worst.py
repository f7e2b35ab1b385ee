"""Weights from comparing every criterion with the best one and with the worst one."""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, Literal, NamedTuple, get_args

from mcda.elicit._reading import fraction, identifier, named, plain
from mcda.elicit.judged import judged
from mcda.errors import WeightsError, nearest
from mcda.linear import LinearProgram, LinearStatus, Row, solve
from mcda.weights import Weights

Model = Literal["linear", "nonlinear"]

# The largest xi that judgements on a scale up to a_BW can lead to, for a_BW = 1 to 9.
CONSISTENCY_INDEX: Final = (0.0, 0.44, 1.0, 1.63, 2.30, 3.00, 3.73, 4.47, 5.23)
# The largest acceptable input-based ratio, for a_BW = 2 to 9 and 3 to 9 criteria.
INPUT_LIMITS: Final = {
    2: (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    3: (0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667),
    4: (0.1121, 0.1529, 0.1898, 0.2206, 0.2527, 0.2577, 0.2683),
    5: (0.1354, 0.1994, 0.2306, 0.2546, 0.2716, 0.2844, 0.2960),
    6: (0.1330, 0.1990, 0.2643, 0.3044, 0.3144, 0.3221, 0.3262),
    7: (0.1294, 0.2457, 0.2819, 0.3029, 0.3144, 0.3251, 0.3403),
    8: (0.1309, 0.2521, 0.2958, 0.3154, 0.3408, 0.3620, 0.3657),
    9: (0.1359, 0.2681, 0.3062, 0.3337, 0.3517, 0.3620, 0.3662),
}
_LARGEST_RATIO: Final = 1000


class _Judged(NamedTuple):
    """The judgements, complete: how many times the best counts as each, and each as the worst."""

    best: str
    worst: str
    from_best: dict[str, Fraction]
    to_worst: dict[str, Fraction]

    @property
    def whole(self) -> Fraction:
        """How many times the best counts as the worst."""
        return self.from_best[self.worst]

    @property
    def between(self) -> list[str]:
        """The criteria that are neither best nor worst."""
        return [c for c in self.from_best if c not in (self.best, self.worst)]


def best_worst(
    best_to_others: Mapping[str, Any],
    others_to_worst: Mapping[str, Any],
    *,
    best: str,
    worst: str,
    model: Model = "linear",
) -> Weights:
    """Return the weights of the best-worst method.

    With w_B and w_W the weights of the best and the worst criterion, the linear model minimises the largest of
    |w_B - a_Bj w_j| and |w_j - a_jW w_W|; its solution is unique. The nonlinear model minimises the largest of
    |w_B / w_j - a_Bj| and |w_j / w_W - a_jW|. Its solutions are intervals from four criteria on; the weights are their
    centres, made to add to one. It is solved in closed form: at a given xi the judgements on a criterion j allow
    w_B / w_W from (a_Bj - xi)(a_jW - xi) to (a_Bj + xi)(a_jW + xi), and the least xi is that at which all these ranges,
    and a_BW - xi to a_BW + xi, first have a point in common.

    Parameters
    ----------
    best_to_others
        By criterion id, how many times the best criterion counts as this one: from 1, usually to 9.
    others_to_worst
        By criterion id, how many times this criterion counts as the worst one. The best over the worst may stand in
        either mapping; where it stands in both, it must be the same.
    best, worst
        Ids of the most and the least important criterion.
    model
        "linear" (Rezaei 2016) or "nonlinear" (Rezaei 2015).

    Returns
    -------
    Weights
        Exact where the judgements are fully consistent. `consistency` holds `xi`; `input_CR`, the largest of
        |a_Bj a_jW - a_BW| / (a_BW^2 - a_BW), its `input_CR_limit` where one is published, `consistent` and `verdict`;
        `worst_criterion` and `worst_judgement`, those furthest from a_BW, where something is; and for the nonlinear
        model `CR` = xi / `CI`, `CI_table`, and `intervals` of the weights.

    Raises
    ------
    WeightsError
        A criterion compared with only one of the two, a number below 1 or above that for best over worst, a best that
        is also the worst; the message names the criterion.

    References
    ----------
    Rezaei, J. (2015). Best-worst multi-criteria decision-making method. *Omega* 53, 49-57.
    doi:10.1016/j.omega.2014.11.009

    Rezaei, J. (2016). Best-worst multi-criteria decision-making method: some properties and a linear model. *Omega* 64,
    126-130. doi:10.1016/j.omega.2015.12.001

    Liang, F., Brunelli, M. & Rezaei, J. (2020). Consistency issues in the best worst method: measurements and
    thresholds. *Omega* 96, 102175. doi:10.1016/j.omega.2019.102175

    Examples
    --------
    >>> from_best, to_worst = {"price": 1, "safety": 2, "comfort": 4}, {"price": 4, "safety": 2, "comfort": 1}
    >>> best_worst(from_best, to_worst, best="price", worst="comfort").fractions["price"]
    Fraction(4, 7)
    """
    if not isinstance(model, str) or model not in get_args(Model):
        raise WeightsError(f"the model is {model!r}{nearest(str(model), get_args(Model))}")
    given = _read(best_to_others, others_to_worst, best, worst)
    exact = all(given.from_best[c] * given.to_worst[c] == given.whole for c in given.from_best)
    found: dict[str, Any] = {"model": model}
    points: Mapping[str, Fraction | float]
    if exact:
        points, found["xi"] = {c: 1 / a for c, a in given.from_best.items()}, 0.0
        intervals = {c: (float(p / sum(points.values())),) * 2 for c, p in points.items()}
    elif model == "linear":
        points, found["xi"] = _linear(given)
    else:
        found["xi"] = _least_xi(given)
        intervals = _intervals(given, found["xi"])
        points = {c: (low + high) / 2 for c, (low, high) in intervals.items()}
    if model == "nonlinear":
        index, table = _consistency_index(given.whole)
        found |= {"CI": index, "CI_table": table, "CR": found["xi"] / index if index else 0.0, "intervals": intervals}
    notes = _judge(given, found)
    return judged(
        points,
        judgements={
            "method": "best_worst",
            "best_to_others": plain(dict(best_to_others)),
            "others_to_worst": plain(dict(others_to_worst)),
            "best": best,
            "worst": worst,
            "model": model,
        },
        consistency=found,
        notes=notes,
    )


def _read(best_to_others: Any, others_to_worst: Any, best: Any, worst: Any) -> _Judged:
    sides = []
    for given, what in ((best_to_others, "best_to_others"), (others_to_worst, "others_to_worst")):
        said = {c: fraction(a, f"{what} of {c!r}") for c, a in named(given, what).items()}
        for c, a in said.items():
            if not 1 <= a <= _LARGEST_RATIO:
                raise WeightsError(f"{what} of {c!r} is {float(a):g}; expected 1 (as important) or more, usually to 9")
        sides.append(said)
    from_best, to_worst = sides
    every = list(dict.fromkeys([*from_best, *to_worst]))
    for name, which in ((best, "best"), (worst, "worst")):
        if identifier(name, which) not in every:
            raise WeightsError(f"the {which} criterion is {name!r}, which no judgement names{nearest(name, every)}")
    if best == worst and len(every) > 1:
        raise WeightsError(f"{best!r} is both the best and the worst criterion; name two different ones")
    for said, own, what in ((from_best, best, "best_to_others"), (to_worst, worst, "others_to_worst")):
        if said.setdefault(own, Fraction(1)) != 1:
            raise WeightsError(f"{what} of {own!r} is {float(said[own]):g}; expected 1, for it is compared with itself")
    whole = [said[c] for said, c in ((from_best, worst), (to_worst, best)) if c in said]
    if not whole or len(set(whole)) > 1:
        told = " and ".join(f"{float(a):g}" for a in whole) or "missing"
        raise WeightsError(
            f"best over worst, {best!r} over {worst!r}, is {told}; expected one number: best_to_others of {worst!r}, "
            f"others_to_worst of {best!r}, or the same in both"
        )
    from_best[worst] = to_worst[best] = whole[0]
    for c in every:
        for said, what in ((from_best, "best_to_others"), (to_worst, "others_to_worst")):
            if c not in said:
                raise WeightsError(f"{what} has no number for {c!r}; compare it with the best and with the worst")
            if said[c] > whole[0]:
                raise WeightsError(
                    f"{what} of {c!r} is {float(said[c]):g}, more than {float(whole[0]):g} for best over worst; "
                    "expected the best and the worst to be furthest apart, so change one of the two or name others"
                )
    return _Judged(best, worst, {c: from_best[c] for c in every}, {c: to_worst[c] for c in every})


def _linear(given: _Judged) -> tuple[dict[str, float], float]:
    """Return weights and xi of the linear program; the last variable is xi."""
    ids = list(given.from_best)
    at = {c: k for k, c in enumerate(ids)}
    n = len(ids)
    rows = [Row.of(dict.fromkeys(range(n), 1.0), "==", 1.0)]
    pairs = [(given.best, c, a) for c, a in given.from_best.items() if c != given.best]
    pairs += [(c, given.worst, a) for c, a in given.to_worst.items() if c not in (given.best, given.worst)]
    for more, less, times in pairs:
        gap = {at[more]: 1.0, at[less]: -float(times)}
        rows += [Row.of({**gap, n: -1.0}, "<=", 0.0), Row.of({**gap, n: 1.0}, ">=", 0.0)]
    solution = solve(LinearProgram((0.0,) * n + (-1.0,), tuple(rows)))
    if solution.status is not LinearStatus.OPTIMAL:
        raise WeightsError(f"the linear program was not solved: the status is {solution.status.value!r}")
    weights = {c: max(w, 0.0) for c, w in zip(ids, solution.values, strict=False)}
    return weights, solution.values[n]


def _least_xi(given: _Judged) -> float:
    """Return the least xi of the nonlinear model.

    Each pair of a lower end of one range of w_B / w_W and an upper end of another meets at the root of a linear or a
    quadratic equation; the largest of these roots is the least xi.
    """
    whole = float(given.whole)
    ranges = [(float(a * b), float(a + b)) for a, b in ((given.from_best[c], given.to_worst[c]) for c in given.between)]
    roots = [0.0]
    for product, total in ranges:
        # (a - xi)(b - xi) = a_BW + xi, then a_BW - xi = (a + xi)(b + xi); the forms of the roots do not cancel.
        if product > whole:
            roots.append(2 * (product - whole) / (total + 1 + math.sqrt((total + 1) ** 2 - 4 * (product - whole))))
        else:
            roots.append(2 * (whole - product) / (total + 1 + math.sqrt((total + 1) ** 2 + 4 * (whole - product))))
        roots += [(product - other) / (total + sum_) for other, sum_ in ranges]
    return max(roots)


def _intervals(given: _Judged, xi: float) -> dict[str, tuple[float, float]]:
    """Return the weights each criterion can have at the least xi, where w_B / w_W has one value left."""
    from_best, to_worst = ({c: float(a) for c, a in said.items()} for said in (given.from_best, given.to_worst))
    whole = float(given.whole)
    low = max([whole - xi, *(max(from_best[c] - xi, 0) * max(to_worst[c] - xi, 0) for c in given.between)])
    high = min([whole + xi, *((from_best[c] + xi) * (to_worst[c] + xi) for c in given.between)])
    ratio = (low + high) / 2
    # In units of the worst criterion's weight.
    least = {c: max(to_worst[c] - xi, ratio / (from_best[c] + xi)) for c in given.between}
    most = {
        c: max(least[c], min(to_worst[c] + xi, ratio / (from_best[c] - xi) if from_best[c] > xi else math.inf))
        for c in given.between
    }
    least |= {given.best: ratio, given.worst: 1.0}
    most |= {given.best: ratio, given.worst: 1.0}
    floor, ceiling = math.fsum(least.values()), math.fsum(most.values())
    return {
        c: (least[c] / (ceiling - most[c] + least[c]), most[c] / (floor - least[c] + most[c])) for c in given.from_best
    }


def _consistency_index(whole: Fraction) -> tuple[float, str]:
    if whole.denominator == 1 and whole <= len(CONSISTENCY_INDEX):
        return CONSISTENCY_INDEX[int(whole) - 1], "Rezaei (2015), Table 1"
    a = float(whole)
    # The table is this root of (a - xi)^2 = a + xi, rounded.
    return (1 + 2 * a - math.sqrt(1 + 8 * a)) / 2, "Rezaei (2015), by the formula of Table 1"


def _judge(given: _Judged, found: dict[str, Any]) -> list[str]:
    """Add the input-based ratio, its limit and the worst judgement to what was found, and say it in words."""
    whole, n = given.whole, len(given.from_best)
    off = {c: abs(given.from_best[c] * given.to_worst[c] - whole) for c in given.between}
    largest = max(off.values(), default=Fraction(0))
    ratio = float(largest / (whole**2 - whole)) if whole > 1 else 0.0
    limits = INPUT_LIMITS.get(int(whole)) if whole.denominator == 1 else None
    limit = limits[n - 3] if limits is not None and 3 <= n <= 9 else None
    found["input_CR"] = ratio
    if limit is not None:
        found |= {"input_CR_limit": limit, "input_CR_table": "Liang, Brunelli & Rezaei (2020), Table 3"}
    if largest == 0:
        found |= {"consistent": True, "verdict": "fully consistent"}
        return []
    worst = next(c for c, gap in off.items() if gap == largest)
    a, b = given.from_best[worst], given.to_worst[worst]
    told = (
        f"{given.best!r} counts {float(a):g} times {worst!r}, and {worst!r} {float(b):g} times {given.worst!r}; that "
        f"makes {float(a * b):g}, but {given.best!r} counts {float(whole):g} times {given.worst!r}"
    )
    found |= {"worst_criterion": worst, "worst_judgement": told}
    if limit is None:
        found["verdict"] = f"input-based ratio {ratio:.3f}; no limit is published for this number and scale"
        return [f"The judgements are not fully consistent. Furthest off: {told}."]
    found["consistent"] = ratio <= limit
    if found["consistent"]:
        found["verdict"] = f"acceptable: input-based ratio {ratio:.3f}, at most {limit:g}"
        return []
    found["verdict"] = f"not acceptable: input-based ratio {ratio:.3f}, above {limit:g}"
    return [
        f"The judgements are too inconsistent (input-based ratio {ratio:.3f}, above {limit:g}). Furthest off: {told}."
    ]
