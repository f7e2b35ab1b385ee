"""The files of a study, parsed one by one, before they are checked against each other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from mcda.errors import Fault
from mcda.study.models import BranchModel, ChangeModel, CriterionModel, OptionModel, ProfileModel, StudyModel
from mcda.study.models_evidence import GapsModel, LedgerModel, StatementsModel
from mcda.study.models_portfolio import PortfolioModel
from mcda.study.parse import Parsed


@dataclass
class Parts:
    """Every file by what it is; a file that is not sound still lends its name to the others."""

    study: Parsed[StudyModel] | None = None
    branches: dict[str, Parsed[BranchModel]] = field(default_factory=dict)
    criteria: dict[str, Parsed[CriterionModel]] = field(default_factory=dict)
    branch_of: dict[str, str] = field(default_factory=dict)
    profiles: dict[str, Parsed[ProfileModel]] = field(default_factory=dict)
    options: dict[str, Parsed[OptionModel]] = field(default_factory=dict)
    changes: dict[str, Parsed[ChangeModel]] = field(default_factory=dict)
    statements: dict[str, Parsed[StatementsModel]] = field(default_factory=dict)
    ledger: Parsed[LedgerModel] | None = None
    gaps: Parsed[GapsModel] | None = None
    portfolio: Parsed[PortfolioModel] | None = None
    warnings: list[Fault] = field(default_factory=list)

    @property
    def languages(self) -> list[str]:
        """The languages the study declares, first the one that plain text is in."""
        model = None if self.study is None else self.study.model
        return ["en"] if model is None else [str(each) for each in model.languages]

    @property
    def branch_ids(self) -> list[str]:
        """Ids of the branches: the folders under `criteria/`."""
        return list(dict.fromkeys(branch for branch in self.branch_of.values() if branch))

    def scale_of(self, criterion: str) -> tuple[Fraction, Fraction] | None:
        """Return the ends of a criterion's scale; None where the criterion or its file is unsound."""
        parsed = self.criteria.get(criterion)
        return None if parsed is None or parsed.model is None else (parsed.model.scale.low, parsed.model.scale.high)

    @property
    def statement_ids(self) -> set[str]:
        """The numbers of all statements."""
        return {name for parsed in self.statements.values() if parsed.model for name in parsed.model.statements}

    def all(self) -> Iterator[Parsed]:  # type: ignore[type-arg]  # of any model
        """Every parsed file."""
        for single in (self.study, self.ledger, self.gaps, self.portfolio):
            if single is not None:
                yield single
        for group in (self.branches, self.criteria, self.profiles, self.options, self.changes, self.statements):
            yield from group.values()
