"""Capacities: the importance of groups of criteria, and what it says about single criteria and pairs.

A capacity gives every group of criteria its importance: 0 for none, 1 for all, never less for a larger group. Its
Moebius transform m holds what each group adds beyond its parts. A group is a frozenset of criterion ids. Any exact
numbers (fractions) stay exact.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations

from mcda.errors import MethodError

Group = frozenset[str]
Pair = tuple[str, str]
Number = Fraction | float


def moebius(capacity: Mapping[Group, Number]) -> dict[Group, Number]:
    """Moebius transform of a capacity: what each group adds beyond its parts.

    Parameters
    ----------
    capacity
        The importance of every group but the empty one, whose is 0.

    Raises
    ------
    MethodError
        A group without an importance; the message names it.

    References
    ----------
    Grabisch, M. (1997). k-order additive discrete fuzzy measures and their representation. *Fuzzy Sets and Systems*
    92(2), 167-189. doi:10.1016/S0165-0114(97)00168-1

    Examples
    --------
    >>> a, b = frozenset("a"), frozenset("b")
    >>> moebius({a: 0.5, b: 0.25, a | b: 1})[a | b]
    0.25
    """
    ids = _ids(capacity)
    found: dict[Group, Number] = {}
    for group in _groups(ids):
        if group and group not in capacity:
            raise MethodError(f"no importance for the group {', '.join(sorted(group))}; a capacity needs every group")
        found[group] = capacity.get(group, 0) if group else 0
    for criterion in ids:
        for group in found:
            if criterion in group:
                found[group] = found[group] - found[group - {criterion}]
    return found


def capacity(moebius: Mapping[Group, Number]) -> dict[Group, Number]:
    """Return the importance of every group: the sum of the Moebius transform over its parts; the inverse of `moebius`.

    Parameters
    ----------
    moebius
        By group; a group not named adds nothing.

    Examples
    --------
    >>> a, b = frozenset("a"), frozenset("b")
    >>> capacity({a: 0.5, b: 0.25, a | b: 0.25})[a | b]
    1.0
    """
    ids = _ids(moebius)
    found: dict[Group, Number] = {group: moebius.get(group, 0) for group in _groups(ids)}
    for criterion in ids:
        for group in found:
            if criterion in group:
                found[group] = found[group] + found[group - {criterion}]
    return found


def shapley(moebius: Mapping[Group, Number]) -> dict[str, Number]:
    """Shapley value of each criterion: its own importance and a fair share of what its groups add.

    Examples
    --------
    >>> a, b = frozenset("a"), frozenset("b")
    >>> shapley({a: 0.5, b: 0.25, a | b: 0.25})
    {'a': 0.625, 'b': 0.375}
    """
    ids = _ids(moebius)
    return {c: sum(m / len(group) for group, m in moebius.items() if c in group) for c in ids}


def interactions(moebius: Mapping[Group, Number]) -> dict[Pair, Number]:
    """Interaction index of each pair: above 0 the two need each other, below 0 either will do.

    Examples
    --------
    >>> a, b = frozenset("a"), frozenset("b")
    >>> interactions({a: 0.5, b: 0.25, a | b: 0.25})
    {('a', 'b'): 0.25}
    """
    ids = _ids(moebius)
    return {
        (i, j): sum(m / (len(group) - 1) for group, m in moebius.items() if i in group and j in group)
        for i, j in combinations(ids, 2)
    }


def two_additive(shapley: Mapping[str, Number], interactions: Mapping[Pair, Number]) -> dict[Group, Number]:
    """Moebius transform of the 2-additive capacity with these Shapley values and interaction indices.

    Groups of more than two add nothing. It is a capacity (never less for a larger group) where each Shapley value is
    at least half the sum of the sizes of its interactions.

    Examples
    --------
    >>> found = two_additive({"a": 0.625, "b": 0.375}, {("a", "b"): 0.25})
    >>> {"".join(sorted(group)): m for group, m in found.items()}
    {'a': 0.5, 'b': 0.25, 'ab': 0.25}
    """
    found: dict[Group, Number] = {
        frozenset((c,)): share - sum(x / 2 for pair, x in interactions.items() if c in pair)
        for c, share in shapley.items()
    }
    for pair, x in interactions.items():
        for criterion in pair:
            if criterion not in shapley:
                raise MethodError(f"an interaction for {criterion!r}, which has no Shapley value")
        found[frozenset(pair)] = x
    return found


def choquet_integral(moebius: Mapping[Group, Number], values: Mapping[str, Number]) -> Number:
    """Choquet integral of one option: what each group adds times the lowest value in it.

    Parameters
    ----------
    moebius
        By group; any order of additivity.
    values
        By criterion, all on one scale.

    Examples
    --------
    >>> a, b = frozenset("a"), frozenset("b")
    >>> choquet_integral({a: 0.5, b: 0.25, a | b: 0.25}, {"a": 8, "b": 4})
    6.0
    """
    return sum(m * min(values[c] for c in group) for group, m in moebius.items() if group)


def _ids(by_group: Mapping[Group, Number]) -> list[str]:
    for group in by_group:
        if not isinstance(group, frozenset):
            raise MethodError(f"{group!r} is no group of criteria; expected a frozenset of criterion ids")
    return sorted(frozenset().union(*by_group))


def _groups(ids: list[str]) -> list[Group]:
    return [frozenset(group) for size in range(len(ids) + 1) for group in combinations(ids, size)]
