"""Portfolio rules: known options, sensible counts, no circle of prerequisites."""

from mcda.errors import Fault, nearest
from mcda.study.models_portfolio import PortfolioModel, RuleModel
from mcda.study.parts import Parts
from mcda.study.tree import Path, Tree


def check_portfolio(parts: Parts, faults: list[Fault]) -> None:
    """Check the limits, rules and synergies of `portfolio.yaml`."""
    tree, model = parts.portfolio if parts.portfolio is not None else (None, None)
    if tree is None or model is None:
        return
    baseline = [name for name, parsed in parts.options.items() if parsed.model and parsed.model.baseline]
    if not baseline and all(parsed.model for parsed in parts.options.values()):
        message = "a portfolio counts gains over doing nothing, but no option says `baseline: true`; a ranking works"
        parts.warnings.append(Fault(tree.file, 1, 1, message))
    baseline = baseline[:1]  # a second one is a fault of its own
    _check_limits(parts, tree, model, faults)
    for i, rule in enumerate(model.rules):
        _check_rule(tree, i, rule, faults)
        for key in ("of", "needs", "needs_any"):
            for j, name in enumerate(getattr(rule, key) or ()):
                _check_option(parts, tree, ("rules", i, key, j), name, baseline, faults)
        if rule.option is not None:
            _check_option(parts, tree, ("rules", i, "option"), rule.option, baseline, faults)
        for key in ("only_in", "not_in"):
            variant = getattr(rule, key)
            if variant is not None and variant not in model.variants:
                message = f"{variant!r} is not a variant of the rules{nearest(variant, model.variants)}"
                faults.append(tree.fault(("rules", i, key), message))
    for i, synergy in enumerate(model.synergies):
        for j, name in enumerate(synergy.of):
            _check_option(parts, tree, ("synergies", i, "of", j), name, baseline, faults)
        if len(set(synergy.of)) < len(synergy.of):
            faults.append(tree.fault(("synergies", i, "of"), "an option stands twice in one synergy"))
    for i, external in enumerate(model.external):
        _check_option(parts, tree, ("external", i, "option"), external.option, [], faults)
    _check_circles(tree, model, faults)


def _check_option(parts: Parts, tree: Tree, path: Path, name: str, baseline: list[str], faults: list[Fault]) -> None:
    if name not in parts.options:
        faults.append(tree.fault(path, f"{name!r} is not an option{nearest(name, parts.options)}"))
    elif name in baseline:
        faults.append(tree.fault(path, f"{name!r} is the baseline: it is never chosen, so no rule can speak of it"))


def _check_rule(tree: Tree, i: int, rule: RuleModel, faults: list[Fault]) -> None:
    counts = [key for key in ("at_most", "at_least") if getattr(rule, key) is not None]
    needs = [key for key in ("needs", "needs_any") if getattr(rule, key)]
    path: Path = ("rules", i)
    if len(rule.model_fields_set) < len(tree.data["rules"][i]):
        return  # a part of it was left out for a fault of its own
    if len(counts) == 1 and rule.of and not needs and rule.option is None:
        count: int = getattr(rule, counts[0])
        if not 0 <= count <= len(set(rule.of)):
            message = f"{counts[0]} {count} of {len(set(rule.of))} options; expected 0 to {len(set(rule.of))}"
            faults.append(tree.fault((*path, counts[0]), message))
        if len(set(rule.of)) < len(rule.of):
            faults.append(tree.fault((*path, "of"), "an option stands twice in one rule"))
    elif not (needs and rule.option is not None and not counts and rule.of is None):
        found = ", ".join(sorted(rule.model_fields_set)) or "nothing"
        message = f"{found}: no rule; expected at_most or at_least with of, or option with needs or needs_any"
        faults.append(tree.fault(path, message))


def _check_limits(parts: Parts, tree: Tree, model: PortfolioModel, faults: list[Fault]) -> None:
    budget = [name for name, parsed in parts.criteria.items() if parsed.model and parsed.model.role == "budget"]
    used = {name for parsed in parts.options.values() if parsed.model for name in parsed.model.resources}
    for name, limit in model.limits.items():
        path: Path = ("limits", name)
        if name in parts.criteria and name not in budget and parts.criteria[name].model is not None:
            message = f"{name!r} is a criterion without `role: budget`; only that one is a resource"
            faults.append(tree.fault(path, message, at_key=True))
        elif name not in used and name not in budget:
            parts.warnings.append(tree.fault(path, f"no option uses {name!r}, so its limit never binds", at_key=True))
        if limit.default is not None and limit.default < 0:
            faults.append(tree.fault((*path, "default"), f"a limit of {float(limit.default):g}; expected 0 or more"))
        for j, level in enumerate(limit.levels):
            if level < 0 or (j and level <= limit.levels[j - 1]):
                message = f"level {float(level):g}; expected rising levels of 0 or more"
                faults.append(tree.fault((*path, "levels", j), message))


def _check_circles(tree: Tree, model: PortfolioModel, faults: list[Fault]) -> None:
    """Find options that need each other in a circle: `needs` all, or `needs_any` with one choice only."""
    leads: dict[str, dict[str, int]] = {}
    for i, rule in enumerate(model.rules):
        single = rule.needs_any if rule.needs_any and len(rule.needs_any) == 1 else []
        for name in [*(rule.needs or []), *(single or [])]:
            if rule.option is not None:
                leads.setdefault(rule.option, {}).setdefault(name, i)
    told: set[frozenset[str]] = set()
    for start in leads:
        trail = _circle(leads, start)
        if trail and frozenset(trail) not in told:
            told.add(frozenset(trail))
            rule_at = max(leads[a][b] for a, b in zip(trail, [*trail[1:], trail[0]], strict=True))
            message = f"a circle of prerequisites: {' needs '.join([*trail, trail[0]])}; break it"
            faults.append(tree.fault(("rules", rule_at), message))


def _circle(leads: dict[str, dict[str, int]], start: str) -> list[str]:
    """Return the options of a circle through `start`, or nothing."""
    trails = [[start]]
    seen = {start}
    while trails:
        trail = trails.pop()
        for name in leads.get(trail[-1], {}):
            if name == start:
                return trail
            if name not in seen:
                seen.add(name)
                trails.append([*trail, name])
    return []
