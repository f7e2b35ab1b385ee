"""What each kind of study file may hold. The schemas that editors use are made from these models."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from mcda.study.fields import Code, Curve, Evidence, Exact, Id, Words


def _english() -> list[Literal["en", "ko"]]:
    return ["en"]


class File(BaseModel):
    """Common to all models: unknown keys are faults, and nothing is turned from one type into another."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class DefaultModel(File):
    """What the study uses unless told otherwise."""

    method: str = Field("additive", description="Id of the ranking method")
    weights: Id | None = Field(None, description="Id of the weight profile")
    budget: Exact | None = Field(None, description="The budget of the portfolio, in the budget criterion's unit")


class NoteModel(File):
    """A remark about some criteria, options or variants."""

    text: Words
    criteria: list[Id] = Field(default_factory=list)
    options: list[Id] = Field(default_factory=list)
    variants: list[Id] = Field(default_factory=list)
    weight_above: Exact | None = Field(
        None, description="Warn where these criteria together weigh more than this share"
    )


class SourceModel(File):
    """The document the study reads."""

    title: Words
    note: Words | None = None
    file: str | None = Field(None, description="Path of the document inside the study's folder")


class StudyModel(File):
    """`study.yaml`: what the study asks, for whom, as of when."""

    title: Words
    question: Words
    decision_maker: Words | None = None
    as_of: Words | None = Field(None, description="The date the study speaks from")
    horizon: Words | None = None
    objective: Words | None = Field(None, description="The top of the objectives tree")
    source: SourceModel | None = None
    languages: list[Literal["en", "ko"]] = Field(default_factory=_english, min_length=1)
    default: DefaultModel = DefaultModel()  # type: ignore[call-arg]  # every field has a default
    findings: list[Words] = Field(default_factory=list, description="What the evidence says, in short")
    conventions: list[Words] = Field(default_factory=list)
    options_drawn: list[Words] = Field(default_factory=list, description="How the options were drawn")
    scoring_rules: list[Words] = Field(default_factory=list)
    value_functions: list[Words] = Field(default_factory=list)
    double_counting: list[NoteModel] = Field(default_factory=list)
    weights: list[Words] = Field(default_factory=list, description="Remarks on the weight profiles")
    scenarios: list[Words] = Field(default_factory=list, description="Remarks on the scenarios")
    circularity: list[Words] = Field(default_factory=list, description="Where results repeat what their source says")
    limits: list[Words] = Field(default_factory=list, description="What the results are not")


class BranchModel(File):
    """`criteria/<branch>/branch.yaml`: a branch of the objectives tree."""

    name: Words
    order: int = Field(1000, description="Place among the branches")
    why: Words | None = None


class ScaleModel(File):
    """The range of a criterion and what its levels mean."""

    low: Exact
    high: Exact
    level: Literal["ordinal", "interval", "ratio"] = "interval"
    open: bool = Field(False, description="True where performance may pass the ends; then nothing is clipped")
    anchors: dict[str, Words] = Field(default_factory=dict, description="What levels stand for, by level")


class ThresholdsModel(File):
    """How large a difference must be to count, for methods that compare in pairs."""

    indifference: Exact | None = None
    preference: Exact | None = None
    veto: Exact | None = None
    on: Literal["values", "units"] = "units"
    why: Words | None = None


class CriterionModel(File):
    """`criteria/<branch>/<id>.yaml`: one thing someone cares about."""

    name: Words
    goal: Literal["max", "min"]
    scale: ScaleModel
    code: Code | None = None
    unit: Words | None = None
    meaning: Words | None = None
    measured: Words | None = Field(None, description="How it is measured")
    value_function: Curve | None = Field(None, description="`linear`, or pairs [performance, value 0-100]")
    thresholds: ThresholdsModel | None = None
    role: Literal["success_chance", "budget"] | None = None
    evidence: Evidence | None = None
    why: Words | None = None
    note: Words | None = None


class ScoreModel(File):
    """One score with its range, its evidence and its reason."""

    value: Exact
    low: Exact | None = None
    high: Exact | None = None
    confidence: Literal["high", "medium", "low"] | None = None
    evidence: Evidence
    size: Literal["judgement"] | None = Field(None, description="Where the evidence gives only the direction")
    why: Words | None = None


class OptionModel(File):
    """`options/<id>.yaml`: one policy choice and its scores."""

    name: Words
    code: Code | None = None
    kind: Literal["posture", "measure"] | None = None
    baseline: bool = False
    summary: Words | None = None
    action: Words | None = Field(None, description="What is done")
    prerequisites: Words | None = None
    exclusions: Words | None = None
    conflicts: Words | None = None
    synergies: Words | None = None
    cost_drivers: Words | None = None
    horizon: Words | None = None
    time_to_effect: Words | None = None
    recommended: Words | None = Field(None, description="Does the source recommend it?")
    risk: Words | None = None
    note: Words | None = None
    evidence: Evidence | None = None
    resources: dict[Id, Exact] = Field(default_factory=dict)
    scores: dict[Id, ScoreModel]


class ProfileModel(File):
    """`criteria/weights/<id>.yaml`: one set of priorities."""

    name: Words | None = None
    voice: Words | None = Field(None, description="Whose priorities these are")
    why: Words | None = None
    evidence: Evidence | None = None
    points: dict[Id, Exact] | None = Field(None, description="Points by criterion")
    branches: dict[Id, Exact] | None = Field(None, description="Points by branch")
    within: Any = Field(
        None,
        description="With branches: `equal`, or points by criterion inside each branch",
        json_schema_extra={
            "anyOf": [
                {"const": "equal"},
                {"type": "object", "additionalProperties": {"type": "object"}},
            ]
        },
    )
    judgements: Any = Field(
        None,
        description="Instead of points: what was said, `method` and its parts; weights are computed from it",
        json_schema_extra={"type": "object", "required": ["method"], "properties": {"method": {"type": "string"}}},
    )
    transfer: bool = Field(
        False, description="With judgements about other ranges than the criteria have now: carry the weights over"
    )


class CellModel(File):
    """What happens to one score: `add`, `times`, or a new value with its range."""

    add: Exact | None = None
    times: Exact | None = None
    value: Exact | None = None
    low: Exact | None = None
    high: Exact | None = None
    evidence: Evidence | None = None
    why: Words | None = None


class EverywhereModel(File):
    """What happens to every option."""

    scores: dict[Id, CellModel]
    why: Words | None = None
    evidence: Evidence | None = None


class OptionChangeModel(File):
    """What happens to one option."""

    scores: dict[Id, CellModel] = Field(default_factory=dict)
    texts: dict[Id, Words] = Field(default_factory=dict)
    why: Words | None = None
    evidence: Evidence | None = None


class MergeModel(File):
    """Criteria read as one: the mean of their scores, the sum of their weights."""

    id: Id
    of: list[Id] = Field(min_length=2)
    name: Words
    code: Code | None = None
    why: Words | None = None


class ChangeModel(File):
    """`scenarios/<id>.yaml`: a scenario, an update to newer facts, or a variant of the model."""

    kind: Literal["scenario", "update", "variant"]
    name: Words
    code: Code | None = None
    story: Words | None = None
    why: Words | None = None
    evidence: Evidence | None = None
    plausibility: Exact | None = None
    reference: bool = Field(False, description="True for the scenario in which the base scores were given")
    everywhere: EverywhereModel | None = None
    options: dict[Id, OptionChangeModel] = Field(default_factory=dict)
    value_functions: dict[Id, Curve] = Field(default_factory=dict)
    merge: list[MergeModel] = Field(default_factory=list)
    notes: list[Words] = Field(default_factory=list)
