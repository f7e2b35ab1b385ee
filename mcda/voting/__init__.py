"""Voting: ballots, and the rules that turn them into winners and orders.

>>> from mcda.voting import Ballots, kemeny
>>> kemeny(Ballots.of([["a", "b", "c"], ["b", "c", "a"]], counts=[3, 2])).orders
(('a', 'b', 'c'),)
"""

from mcda.voting.ballots import Ballot, BallotError, Ballots
from mcda.voting.borda import Borda, borda
from mcda.voting.condorcet import Condorcet, condorcet
from mcda.voting.copeland import Copeland, copeland
from mcda.voting.kemeny import Kemeny, kemeny

__all__ = [
    "Ballot",
    "BallotError",
    "Ballots",
    "Borda",
    "Condorcet",
    "Copeland",
    "Kemeny",
    "borda",
    "condorcet",
    "copeland",
    "kemeny",
]
