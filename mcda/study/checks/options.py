"""Options: one score for each criterion, inside its scale and its range; at most one baseline."""

from fractions import Fraction

from mcda.errors import Fault, nearest
from mcda.study.models import OptionModel, ScoreModel
from mcda.study.parts import Parts
from mcda.study.tree import Tree


def check_options(parts: Parts, faults: list[Fault]) -> None:
    """Check every option against the criteria, and the options against each other."""
    baseline: str | None = None
    if len(parts.options) == 1:
        message = "the study has one option, so there is nothing to rank; add another in options/"
        parts.warnings.append(Fault("options", 1, 1, message))
    codes: dict[str, str] = {}
    for name, (tree, model) in parts.options.items():
        _check_columns(parts, tree, faults)
        if model is None:
            continue
        for criterion, score in model.scores.items():
            _check_score(parts, tree, criterion, score, faults)
        if model.baseline:
            if baseline is not None:
                message = f"{baseline!r} is already the baseline; exactly one option says `baseline: true`"
                faults.append(tree.fault(("baseline",), message))
            baseline = baseline or name
        if model.code is not None:
            if model.code in codes:
                faults.append(tree.fault(("code",), f"the code {model.code!r} is taken by {codes[model.code]!r}"))
            codes.setdefault(model.code, name)
        _check_resources(parts, tree, model, faults)
    models = [parsed.model for parsed in parts.options.values()]
    if baseline is None and all(models) and any(model.kind == "measure" for model in models if model):
        message = "a measure is scored as the baseline plus this measure, but no option says `baseline: true`"
        parts.warnings.append(Fault("options", 1, 1, message))


def _check_columns(parts: Parts, tree: Tree, faults: list[Fault]) -> None:
    """Compare the keys under `scores` with the criteria; works on the file as written, sound or not."""
    written = tree.data.get("scores") if isinstance(tree.data, dict) else None
    if not isinstance(written, dict):
        return
    for key in written if parts.criteria else ():
        if key not in parts.criteria:
            hint = nearest(key, parts.criteria)
            faults.append(tree.fault(("scores", key), f"{key!r} is not a criterion{hint}", at_key=True))
    for criterion in parts.criteria:
        if criterion not in written:
            message = f"no score for {criterion!r}; every option has one for every criterion"
            faults.append(tree.fault(("scores",), message, at_key=True))


def _check_score(parts: Parts, tree: Tree, criterion: str, score: ScoreModel, faults: list[Fault]) -> None:
    low = score.value if score.low is None else score.low
    high = score.value if score.high is None else score.high
    path = ("scores", criterion)
    if low > high:
        at, other = ("high", "value") if score.low is None else ("low", "value" if score.high is None else "high")
        told = (
            f"high {_n(high)} is below value {_n(low)}"
            if at == "high"
            else f"low {_n(low)} is above {other} {_n(high)}"
        )
        faults.append(tree.fault((*path, at), f"{told}; expected low <= value <= high"))
    elif not low <= score.value <= high:
        faults.append(
            tree.fault((*path, "value"), f"value {_n(score.value)} is outside low {_n(low)} to high {_n(high)}")
        )
    if score.size is not None and not score.evidence:
        message = "size goes with evidence that gives the direction; here the whole score is a judgement"
        faults.append(tree.fault((*path, "size"), message))
    parsed = parts.criteria.get(criterion)
    if parsed is None or parsed.model is None or parsed.model.scale.open:
        return
    scale = parsed.model.scale
    if not scale.low < scale.high:
        return
    for name, number in (("value", score.value), ("low", score.low), ("high", score.high)):
        if number is not None and not scale.low <= number <= scale.high:
            message = f"{name} {_n(number)} is outside the criterion's scale {_n(scale.low)} to {_n(scale.high)}"
            faults.append(tree.fault((*path, name), message))


def _check_resources(parts: Parts, tree: Tree, model: OptionModel, faults: list[Fault]) -> None:
    limits = None if parts.portfolio is None or parts.portfolio.model is None else parts.portfolio.model.limits
    for resource, amount in model.resources.items():
        path = ("resources", resource)
        if amount < 0:
            faults.append(tree.fault(path, f"{resource} of {_n(amount)}; expected 0 or more"))
        if resource in parts.criteria:
            message = f"{resource!r} is a criterion; its score is its only home, take it out of the resources"
            faults.append(tree.fault(path, message, at_key=True))
        elif limits is not None and resource not in limits:
            message = f"{resource!r} has no limit in portfolio.yaml{nearest(resource, limits)}"
            faults.append(tree.fault(path, message, at_key=True))


def _n(number: Fraction) -> str:
    return f"{float(number):g}"
