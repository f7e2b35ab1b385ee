"""What all methods of the PROMETHEE family share: a preference function per criterion."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mcda.criteria import Criteria, by_id
from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.methods.method import Method
from mcda.methods.preference import PreferenceFunction, functions_for


@dataclass(frozen=True, kw_only=True)
class Promethee(Method):
    """A method with preference functions by criterion id; a criterion without one takes that of its thresholds."""

    functions: Mapping[str, PreferenceFunction] = field(default_factory=FrozenDict)

    def __post_init__(self) -> None:
        name = type(self).__name__
        if not isinstance(self.functions, Mapping):
            raise MethodError(
                f"{name}: functions is {self.functions!r}; expected functions by criterion id, "
                "such as {'jobs': Linear(5, 20)}"
            )
        for criterion, function in self.functions.items():
            if not isinstance(function, PreferenceFunction):
                raise MethodError(
                    f"{name}: the function of {criterion!r} is {function!r}; "
                    "expected Usual(), UShape(q), VShape(p), Level(q, p), Linear(q, p) or Gaussian(s)"
                )
        object.__setattr__(self, "functions", FrozenDict(self.functions))

    def bound(self, criteria: Criteria) -> Mapping[str, str]:
        """Return the preference function of each criterion."""
        return {c: repr(f) for c, f in zip(criteria.ids, self.functions_of(criteria), strict=True)}

    def functions_of(self, criteria: Criteria) -> tuple[PreferenceFunction, ...]:
        """Return the preference function of each criterion: the method's own, else that of its thresholds.

        Raises
        ------
        McdaError
            A function for something that is not a criterion.
        MethodError
            Thresholds that do not fit the numbers of the column.
        """
        by_id(self.functions, criteria, "a preference function")
        return functions_for(criteria, dict(self.functions))
