"""What ELECTRE I and II share: how columns are scaled, and what range their shortfalls are measured by."""

from dataclasses import dataclass

from mcda.criteria import Criteria
from mcda.methods.method import choice
from mcda.methods.outranking._concordance import COLUMN_SCALES, RANGES, ColumnScale, Range
from mcda.methods.outranking_method import OutrankingMethod
from mcda.scales import Level


@dataclass(frozen=True, kw_only=True)
class ByRange(OutrankingMethod):
    """A method that measures shortfalls by the range of all columns or of their own."""

    scale: ColumnScale = "none"
    discordance: Range = "largest_range"

    def __post_init__(self) -> None:
        choice(self, "scale", COLUMN_SCALES)
        choice(self, "discordance", RANGES)

    @property
    def level(self) -> Level:
        """Division by the sum of a column needs a true zero."""
        return "ratio" if self.scale == "sum" else self.about.level

    def notes(self, criteria: Criteria) -> tuple[str, ...]:
        """Return the notes of all methods, and a warning where shortfalls in different units are compared."""
        told = super().notes(criteria)
        ends = {None if c.scale is None else (c.scale.low, c.scale.high, str(c.unit)) for c in criteria}
        alike = len(criteria) == 1 or (len(ends) == 1 and None not in ends)
        if alike or self.scale != "none" or self.discordance != "largest_range":
            return told
        return (
            *told,
            "Discordance divides the shortfalls on all criteria by one range, so they must be on one scale, and these "
            "are not known to be: use values, scale='sum' or discordance='criterion_range'.",
        )
