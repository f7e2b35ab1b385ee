"""MACBETH weights: judgements in words of how much more attractive one swing is than another."""

from collections.abc import Sequence
from typing import Any

from mcda.elicit._categories import HIGHEST, Fit, Judgement, read_judgements
from mcda.elicit._reading import identifier, plain
from mcda.elicit._repair import clashing, possible, smallest_repair
from mcda.elicit.judged import judged
from mcda.elicit.macbeth_scale import basic_scale
from mcda.errors import WeightsError
from mcda.weights import Weights


def macbeth(judgements: Sequence[Sequence[Any]], *, reference: str = "all_low") -> Weights:
    """Return weights from judgements of swings, in words.

    Think of an option that is at its lower level on every criterion, and of a swing to the upper level on one of them.
    Each judgement says how much more attractive one swing is than another, or than no swing at all: the reference. The
    weights are the values of the swings on the basic scale of `macbeth_scale`, with the reference at 0, made to add
    to one.

    Parameters
    ----------
    judgements
        Each names the criterion with the more attractive swing, the other criterion or the reference, and the category
        of the difference: 0 to 6, or "no", "very weak", "weak", "moderate", "strong", "very strong", "extreme"; two of
        them ([2, 3], "weak to moderate") where somebody hesitates; "positive" for a difference of unknown size.
    reference
        The name the judgements use for no swing at all.

    Returns
    -------
    Weights
        `consistency` holds `consistent`, `verdict` and the `basic_scale` by criterion.

    Raises
    ------
    WeightsError
        A judgement of another form; no judgement on the reference, without which a scale has no zero; no judgement that
        gives any swing a value; judgements that contradict each other: the message names them and the smallest repair.

    References
    ----------
    Bana e Costa, C. A., De Corte, J.-M. & Vansnick, J.-C. (2012). MACBETH. *International Journal of Information
    Technology & Decision Making* 11(2), 359-387. doi:10.1142/S0219622012400068

    Examples
    --------
    >>> said = [["jobs", "cost", "weak"], ["jobs", "all_low", "strong"], ["cost", "all_low", "moderate"]]
    >>> macbeth(said).fractions
    {'jobs': Fraction(5, 8), 'cost': Fraction(3, 8)}
    """
    none = identifier(reference, "the reference")
    read = read_judgements(judgements, None)
    names = tuple(dict.fromkeys(name for each in read for name in (each.more, each.less)))
    criteria = [name for name in names if name != none]
    if len(criteria) == len(names):
        raise WeightsError(
            f"no judgement names the reference {none!r}; say how much more attractive at least one swing is than none"
        )
    for each in read:
        if each.more == none and each.high > 0:
            raise WeightsError(
                f"{none!r} is judged more attractive than {each.less!r}; expected every swing to be worth at "
                "least nothing"
            )
    # A swing is worth zero or more, also where nobody compared it with none.
    compared = {name for each in read if none in (each.more, each.less) for name in (each.more, each.less)}
    known = [Judgement(c, none, 0, HIGHEST) for c in criteria if c not in compared]
    fit = Fit(names, (*read, *known))
    if not possible(names, fit.judgements):
        clashes = "; ".join(str(each) for each in clashing(names, fit.judgements) if each not in known)
        repair = "; ".join(str(each) for each in smallest_repair(names, read, known))
        raise WeightsError(
            f"no weights fit the judgements. These cannot hold together: {clashes}."
            + (f" The smallest repair: {repair}." if repair else "")
        )
    values = basic_scale(fit, floor=none)
    if not any(values.values()):
        raise WeightsError(f"no judgement gives a swing a value; say by how much one is more attractive than {none!r}")
    # Values are small fractions; the last bits are the solver's.
    points = {c: round(values[c], 9) for c in criteria}
    notes = [
        f"{c!r} has weight 0: no judgement says that its swing is worth anything; judge it over {none!r}"
        for c in criteria
        if points[c] == 0 and c not in compared
    ]
    return judged(
        points,
        judgements={"method": "macbeth", "judgements": plain([list(each) for each in judgements]), "reference": none},
        consistency={"consistent": True, "verdict": "a scale fits all judgements", "basic_scale": points},
        notes=notes,
    )
