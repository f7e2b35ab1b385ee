"""The methods: every way to rank options, as values.

`ALL` names them; `named("topsis", normalization="vector")` makes one; `check_method` checks one of your own.

>>> import mcda.methods
>>> mcda.methods.named("topsis", normalization="vector")
Topsis(normalization='vector', power=2.0)
"""

from dataclasses import fields
from typing import Any, Final

from mcda.errors import MethodError, unknown
from mcda.methods.about import About, Breach
from mcda.methods.contract import ContractError, check_method
from mcda.methods.kernel import Formula, Kernel, shares, weigh
from mcda.methods.method import Method
from mcda.methods.outranking.promethee_i import PrometheeI
from mcda.methods.outranking.promethee_ii import PrometheeII
from mcda.methods.outranking_method import Found, OutrankingMethod
from mcda.methods.preference import Gaussian, Level, Linear, PreferenceFunction, UShape, Usual, VShape
from mcda.methods.ranking_method import RankingMethod, WeightedSum, tie_tolerance
from mcda.methods.reference.topsis import Topsis
from mcda.methods.reference.vikor import Vikor
from mcda.methods.sorting_method import Assigned, SortingMethod
from mcda.methods.value.additive import Additive
from mcda.methods.value.waspas import Waspas
from mcda.methods.value.wpm import Wpm
from mcda.methods.value.wsm import Wsm

ALL: Final[tuple[type[Method], ...]] = (Additive, Wsm, Wpm, Waspas, Topsis, Vikor, PrometheeII, PrometheeI)

# One of each school: what is compared where nobody says which methods.
COMMON: Final[tuple[type[RankingMethod], ...]] = (Additive, Wsm, Wpm, Waspas, Topsis, Vikor, PrometheeII)

__all__ = [
    "ALL",
    "COMMON",
    "About",
    "Additive",
    "Assigned",
    "Breach",
    "ContractError",
    "Formula",
    "Found",
    "Gaussian",
    "Kernel",
    "Level",
    "Linear",
    "Method",
    "OutrankingMethod",
    "PreferenceFunction",
    "PrometheeI",
    "PrometheeII",
    "RankingMethod",
    "SortingMethod",
    "Topsis",
    "UShape",
    "Usual",
    "VShape",
    "Vikor",
    "Waspas",
    "WeightedSum",
    "Wpm",
    "Wsm",
    "check_method",
    "named",
    "shares",
    "tie_tolerance",
    "weigh",
]


def named(id: str, /, **parameters: Any) -> Method:
    """Return the method with this id, configured.

    Parameters
    ----------
    id
        As in `ALL`: "additive", "topsis", "electre_iii" ...; exactly as written.
    parameters
        Fields of the method.

    Raises
    ------
    NameUnknownError
        No such method or parameter; the message has the nearest name.
    MethodError
        A parameter with a value it cannot take.

    Examples
    --------
    >>> named("vikor", v=1)
    Vikor(v=1.0)
    >>> named("Promethee-II")
    Traceback (most recent call last):
    mcda.errors.NameUnknownError: 'Promethee-II' is not a method; did you mean 'promethee_ii'?
    """
    by_id = {method.id: method for method in ALL}
    if not isinstance(id, str):
        raise MethodError(f"a method's name is a string, such as 'topsis'; found {id!r}")
    if id not in by_id:
        raise unknown("method", id, by_id)
    known = [field.name for field in fields(by_id[id])]
    for name in parameters:
        if name not in known:
            raise unknown(f"parameter of {id!r}", name, known)
    return by_id[id](**parameters)
