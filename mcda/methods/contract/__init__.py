"""What every method promises, as checks that also run on a method of your own."""

import pickle
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from mcda.errors import McdaError, MethodError
from mcda.methods import preference
from mcda.methods.contract import outranking, sorting
from mcda.methods.contract.common import ContractError, expect
from mcda.methods.contract.ranking import CHECKS
from mcda.methods.contract.tables import contract_tables
from mcda.methods.method import Method
from mcda.methods.outranking_method import OutrankingMethod
from mcda.methods.ranking_method import RankingMethod
from mcda.methods.sorting_method import SortingMethod
from mcda.table import PerformanceTable

__all__ = ["CHECKS", "ContractError", "check_method", "check_value", "contract_tables"]


def check_method(method: Method, tables: Sequence[PerformanceTable] | None = None) -> None:
    """Check that a method keeps the contract of all methods of its kind.

    Ranking: a batch scores like its members one by one; the order of criteria and options, the scale of the weights
    and the sign convention of a column do not matter; a dominating option never ranks lower, unless `about` declares
    it; twins share a place; flat columns and a single option are survived; inputs are not changed; bad input is refused
    by name. Outranking and sorting: the same for relations and categories; an option is sorted on its own. All: the
    method can be hashed, pickled and printed, and says all it must about itself.

    Parameters
    ----------
    method
        The method, configured.
    tables
        Tables to check on; by default `contract_tables(method)`. A method whose parameters name criteria needs tables
        with these criteria.

    Raises
    ------
    ContractError
        Lists every promise that is broken, and on which table.

    Examples
    --------
    >>> from mcda.methods import Topsis
    >>> check_method(Topsis(normalization="minmax"))
    """
    broken = []
    for table in contract_tables(method) if tables is None else tables:
        points = np.random.default_rng(7).integers(1, 9, len(table.criteria)).astype(np.float64)
        for check in _checks(method):
            where = f"{check.__name__} ({table.shape[0]} options, {table.shape[1]} criteria)"
            broken += _broken(where, check, method, table, points)
    broken += _broken("check_value", check_value, method)
    if broken:
        raise ContractError("\n  ".join([f"{method!r} breaks the contract of methods:", *broken]))


def _checks(method: Method) -> Sequence[Callable[..., None]]:
    if isinstance(method, RankingMethod):
        return CHECKS
    if isinstance(method, OutrankingMethod):
        return outranking.CHECKS
    if isinstance(method, SortingMethod):
        return sorting.CHECKS
    raise MethodError(f"{method!r} is no method; expected a RankingMethod, an OutrankingMethod or a SortingMethod")


def check_value(method: Method) -> None:
    """Check that a method is a value that says what it is.

    Raises
    ------
    ContractError
        It cannot be hashed, pickled or made again from its `repr`, or `about` lacks something.
    """
    expect(bool(method.id) and method.id == method.id.lower(), f"the id {method.id!r} is not a lower-case name")
    expect(hash(method) == hash(replace(method)) and method == replace(method), "equal methods hash differently")
    expect(pickle.loads(pickle.dumps(method)) == method, "pickling gives another method")  # noqa: S301  # our own bytes
    names = {**vars(preference), **vars(sys.modules[type(method).__module__]), type(method).__name__: type(method)}
    expect(eval(repr(method), names) == method, f"{method!r} is no recipe")  # noqa: S307  # the repr is the promise
    expect(not method.about.missing, f"about lacks texts: {', '.join(method.about.missing)}")


def _broken(where: str, check: Callable[..., None], *arguments: Any) -> list[str]:
    """Run one check; whatever it meets in a stranger's method is a finding, not a crash."""
    try:
        check(*arguments)
    except McdaError as fault:
        return [f"{where}: {fault}"]
    except Exception as fault:
        return [f"{where}: {type(fault).__name__}: {fault}"]
    return []
