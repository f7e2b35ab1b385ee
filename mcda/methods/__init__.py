"""The methods: every way to rank options, as values.

`ALL` names them; `named("topsis", normalization="vector")` makes one; `check_method` checks one of your own.

>>> import mcda.methods
>>> mcda.methods.named("topsis", normalization="vector")
Topsis(normalization='vector', power=2.0)
"""

from dataclasses import fields
from typing import Any, Final

from mcda.errors import MethodError, NameUnknownError, unknown
from mcda.methods.about import About, Breach
from mcda.methods.contract import ContractError, check_method
from mcda.methods.disaggregation._expert import ExpertJudgements
from mcda.methods.disaggregation.comet import Comet
from mcda.methods.disaggregation.uta import ReferenceOption, Uta
from mcda.methods.disaggregation.utadis import AssignedOption, Utadis
from mcda.methods.disaggregation.utastar import UtaStar
from mcda.methods.kernel import Formula, Kernel, shares, weigh
from mcda.methods.method import Method
from mcda.methods.ordinal.borda_of_criteria import BordaOfCriteria
from mcda.methods.ordinal.copeland_of_criteria import CopelandOfCriteria
from mcda.methods.ordinal.kemeny_of_criteria import KemenyOfCriteria
from mcda.methods.ordinal.lexicographic import Lexicographic
from mcda.methods.ordinal.oreste import Oreste
from mcda.methods.ordinal.regime import Regime
from mcda.methods.outranking._thresholds import VariableThreshold
from mcda.methods.outranking.electre_i import ElectreI
from mcda.methods.outranking.electre_ii import ElectreII
from mcda.methods.outranking.electre_iii import ElectreIII
from mcda.methods.outranking.electre_is import ElectreIs
from mcda.methods.outranking.electre_iv import ElectreIV
from mcda.methods.outranking.electre_tri_b import ElectreTriB
from mcda.methods.outranking.electre_tri_c import ElectreTriC
from mcda.methods.outranking.flowsort import FlowSort
from mcda.methods.outranking.gaia import GaiaPlane, gaia
from mcda.methods.outranking.mr_sort import MrSort
from mcda.methods.outranking.promethee_i import PrometheeI
from mcda.methods.outranking.promethee_ii import PrometheeII
from mcda.methods.outranking.promethee_iii import PrometheeIII
from mcda.methods.outranking.promethee_vi import PrometheeVI
from mcda.methods.outranking_method import Found, OutrankingMethod
from mcda.methods.preference import Gaussian, Level, Linear, PreferenceFunction, UShape, Usual, VShape
from mcda.methods.ranking_method import RankingMethod, WeightedSum, tie_tolerance
from mcda.methods.ratio.aras import Aras
from mcda.methods.ratio.cocoso import Cocoso
from mcda.methods.ratio.copras import Copras
from mcda.methods.ratio.full_multiplicative import FullMultiplicative
from mcda.methods.ratio.moora import Moora
from mcda.methods.ratio.moora_reference import MooraReference
from mcda.methods.ratio.multimoora import Multimoora
from mcda.methods.reference.codas import Codas
from mcda.methods.reference.edas import Edas
from mcda.methods.reference.gra import Gra
from mcda.methods.reference.mabac import Mabac
from mcda.methods.reference.mairca import Mairca
from mcda.methods.reference.marcos import Marcos
from mcda.methods.reference.modified_topsis import ModifiedTopsis
from mcda.methods.reference.rim import Rim
from mcda.methods.reference.spotis import Spotis
from mcda.methods.reference.todim import Todim
from mcda.methods.reference.topsis import Topsis
from mcda.methods.reference.vikor import Vikor
from mcda.methods.sorting_method import Assigned, SortingMethod
from mcda.methods.utilities import Exponential, Logarithmic, Quadratic, Step, Straight, Utility
from mcda.methods.value.additive import Additive
from mcda.methods.value.choquet import Choquet
from mcda.methods.value.equivalents import EquivalentChanges, equivalent_changes
from mcda.methods.value.maut import Maut
from mcda.methods.value.owa import Owa
from mcda.methods.value.waspas import Waspas
from mcda.methods.value.wpm import Wpm
from mcda.methods.value.wsm import Wsm

ALL: Final[tuple[type[Method], ...]] = (
    Additive,
    Wsm,
    Wpm,
    Waspas,
    Maut,
    Choquet,
    Owa,
    Topsis,
    ModifiedTopsis,
    Vikor,
    Gra,
    Edas,
    Codas,
    Todim,
    Spotis,
    Rim,
    Mabac,
    Mairca,
    Marcos,
    Comet,
    Moora,
    MooraReference,
    FullMultiplicative,
    Multimoora,
    Copras,
    Aras,
    Cocoso,
    PrometheeII,
    PrometheeI,
    PrometheeIII,
    PrometheeVI,
    FlowSort,
    ElectreI,
    ElectreIs,
    ElectreII,
    ElectreIII,
    ElectreIV,
    ElectreTriB,
    ElectreTriC,
    MrSort,
    Regime,
    Oreste,
    Lexicographic,
    BordaOfCriteria,
    CopelandOfCriteria,
    KemenyOfCriteria,
    Uta,
    UtaStar,
    Utadis,
)

# The usual ones: what is compared where nobody says which methods.
COMMON: Final[tuple[type[RankingMethod], ...]] = (Additive, Wsm, Wpm, Waspas, Topsis, Vikor, PrometheeII)

# What people ask for by the name of a method, and where it is.
_ELSEWHERE: Final = {
    "gaia": "a picture of the criteria: mcda.methods.gaia(table, weights)",
    "macbeth": "a way to scale judgements: mcda.elicit.macbeth_scale, and for weights mcda.elicit.macbeth",
    "promethee_v": "a choice of a set: mcda.portfolio.promethee_v",
    "smaa": "a question about a ranking: mcda.robustness.rank_acceptability",
    "ahp": "a way to weigh: mcda.elicit.ahp, and mcda.elicit.ahp_synthesis for options",
}

__all__ = [
    "ALL",
    "COMMON",
    "About",
    "Additive",
    "Aras",
    "Assigned",
    "AssignedOption",
    "BordaOfCriteria",
    "Breach",
    "Choquet",
    "Cocoso",
    "Codas",
    "Comet",
    "ContractError",
    "CopelandOfCriteria",
    "Copras",
    "Edas",
    "ElectreI",
    "ElectreII",
    "ElectreIII",
    "ElectreIV",
    "ElectreIs",
    "ElectreTriB",
    "ElectreTriC",
    "EquivalentChanges",
    "ExpertJudgements",
    "Exponential",
    "FlowSort",
    "Formula",
    "Found",
    "FullMultiplicative",
    "GaiaPlane",
    "Gaussian",
    "Gra",
    "KemenyOfCriteria",
    "Kernel",
    "Level",
    "Lexicographic",
    "Linear",
    "Logarithmic",
    "Mabac",
    "Mairca",
    "Marcos",
    "Maut",
    "Method",
    "ModifiedTopsis",
    "Moora",
    "MooraReference",
    "MrSort",
    "Multimoora",
    "Oreste",
    "OutrankingMethod",
    "Owa",
    "PreferenceFunction",
    "PrometheeI",
    "PrometheeII",
    "PrometheeIII",
    "PrometheeVI",
    "Quadratic",
    "RankingMethod",
    "ReferenceOption",
    "Regime",
    "Rim",
    "SortingMethod",
    "Spotis",
    "Step",
    "Straight",
    "Todim",
    "Topsis",
    "UShape",
    "Usual",
    "Uta",
    "UtaStar",
    "Utadis",
    "Utility",
    "VShape",
    "VariableThreshold",
    "Vikor",
    "Waspas",
    "WeightedSum",
    "Wpm",
    "Wsm",
    "check_method",
    "equivalent_changes",
    "gaia",
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
    if id in _ELSEWHERE:
        raise NameUnknownError(f"{id!r} is no way to rank, outrank or sort; it is {_ELSEWHERE[id]}")
    if id not in by_id:
        raise unknown("method", id, by_id)
    known = [field.name for field in fields(by_id[id])]
    for name in parameters:
        if name not in known:
            raise unknown(f"parameter of {id!r}", name, known)
    return by_id[id](**parameters)
