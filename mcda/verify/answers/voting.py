"""Cases of voting rules."""

from collections.abc import Mapping
from typing import Any, Final

from mcda.verify.answers.common import Adapter, choose
from mcda.verify.case import Case, mapping, names, number, sequence
from mcda.voting import Ballots, Borda, Copeland, borda, condorcet, copeland, kemeny

_FIELDS: Final = frozenset({"alternatives", "ballots"})
_SCORED: Final = frozenset({"scores", "ranking", "better"})


def _ballots(case: Case) -> Ballots:
    options = names(case.field("alternatives"), "alternatives")
    orders, counts = [], []
    for i, each in enumerate(sequence(case.field("ballots"), "ballots")):
        ballot, where = mapping(each, f"ballots[{i}]"), f"ballots[{i}]"
        counts.append(number(ballot.get("count"), f"{where}.count"))
        orders.append(
            [g if isinstance(g, str) else names(g, f"{where}.order") for g in sequence(ballot.get("order"), where)]
        )
    return Ballots.of(orders, counts=counts, options=options)


def _scored(found: Borda | Copeland) -> dict[str, Any]:
    return {"scores": found.scores, "ranking": list(found.places.values()), "better": "higher"}


def _borda(case: Case) -> Mapping[str, Any]:
    choose(case, "points", {"n-1, ..., 0": None}, "n-1, ..., 0")
    return _scored(borda(_ballots(case)))


def _copeland(case: Case) -> Mapping[str, Any]:
    choose(case, "score", {"wins minus losses": None}, "wins minus losses")
    found = copeland(_ballots(case))
    return {**_scored(found), "wins": found.wins, "losses": found.losses, "pairwise": found.pairwise}


def _condorcet(case: Case) -> Mapping[str, Any]:
    found = condorcet(_ballots(case))
    return {name: getattr(found, name) for name in ("winner", "loser", "smith_set", "cycles", "pairwise")}


def _kemeny(case: Case) -> Mapping[str, Any]:
    found = kemeny(_ballots(case))
    told = {"score": found.score, "distance": found.distance, "pairwise": found.pairwise}
    return {**told, "orders": found.orders} if found.complete else told


ADAPTERS: Final[dict[str, Adapter]] = {
    "Borda": Adapter(_FIELDS, frozenset({"points"}), _SCORED, _borda),
    "Copeland": Adapter(_FIELDS, frozenset({"score"}), _SCORED | {"wins", "losses", "pairwise"}, _copeland),
    "Condorcet": Adapter(
        _FIELDS, frozenset(), frozenset({"winner", "loser", "smith_set", "cycles", "pairwise"}), _condorcet
    ),
    "Kemeny": Adapter(_FIELDS, frozenset(), frozenset({"score", "distance", "orders", "pairwise"}), _kemeny),
}
