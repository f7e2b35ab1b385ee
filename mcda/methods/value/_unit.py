"""Values on 0 to 1: the common scale of methods that compare one criterion with another."""

from collections.abc import Callable

from mcda.criteria import Criteria
from mcda.methods.value.additive import Additive
from mcda.scales import Floats


def unit_values(criteria: Criteria) -> Callable[[Floats], Floats]:
    """Return the function from performances to values on 0 to 1, both of shape (..., n_options, n_criteria).

    By the value function of each criterion, as in additive value; a column that holds values already is only rescaled.

    Raises
    ------
    MethodError
        A criterion with neither a value function nor a scale.
    """
    values_of = Additive().terms(criteria)

    def on_unit(values: Floats) -> Floats:
        return values_of(values) / 100.0

    return on_unit
