"""All portfolios of the Korea study, one by one, from the files as they lie on disk.

An oracle for the tests: it shares no code with the package. It reads the YAML itself, applies updates and scenarios by
its own reading of the rules, values every one of the 4,096 sets of twelve options in whole numbers, and throws out
those that break a rule.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent


def read(path):
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def exact(x):
    return Fraction(str(x))


@dataclass
class Enumerated:
    """Every allowed set with its exact value, best first."""

    sets: list
    values: list

    @property
    def best(self):
        return self.values[0] if self.values else None

    @property
    def tied(self):
        return {s for s, v in zip(self.sets, self.values, strict=True) if v == self.best}


@dataclass
class Korea:
    criteria: dict = field(default_factory=dict)
    options: dict = field(default_factory=dict)
    rules: dict = field(default_factory=dict)
    baseline: str = ""

    def __post_init__(self):
        for path in sorted((ROOT / "criteria").glob("*/*.yaml")):
            if path.parent.name != "weights" and path.stem != "branch":
                self.criteria[path.stem] = {**read(path), "branch": path.parent.name}
        for path in sorted((ROOT / "options").glob("*.yaml")):
            self.options[path.stem] = read(path)
        self.rules = read(ROOT / "portfolio.yaml")
        (self.baseline,) = [o for o, data in self.options.items() if data.get("baseline")]
        self.names = sorted((o for o in self.options if o != self.baseline), key=self.code)
        bits = np.arange(2 ** len(self.names))[:, None] >> np.arange(len(self.names))[None, :]
        self.member = (bits & 1).astype(np.int64)

    def code(self, option):
        return int(self.options[option]["code"][1:])

    def scores(self, update=None, scenario=None):
        now = {o: {c: exact(cell["value"]) for c, cell in data["scores"].items()} for o, data in self.options.items()}
        for name in (update, scenario):
            if name is not None:
                now = self.changed(now, read(ROOT / "scenarios" / f"{name}.yaml"))
        for o in now:
            for c, data in self.criteria.items():
                if not data["scale"].get("open"):
                    low, high = exact(data["scale"]["low"]), exact(data["scale"]["high"])
                    now[o][c] = min(max(now[o][c], low), high)
        return now

    def changed(self, before, change):
        general = (change.get("everywhere") or {}).get("scores", {})
        own = {o: each.get("scores", {}) for o, each in (change.get("options") or {}).items()}
        after = {o: {} for o in before}
        for c, data in self.criteria.items():
            for_all = exact(general.get(c, {}).get("add", 0))
            assert set(general.get(c, {})) <= {"add", "why", "evidence"}
            drift = own.get(self.baseline, {}).get(c, {})
            if "value" in drift:
                carried = exact(drift["value"]) - before[self.baseline][c] - for_all
            else:
                carried = exact(drift.get("add", 0))
            for o in before:
                cell = own.get(o, {}).get(c, {})
                if "value" in cell:
                    after[o][c] = exact(cell["value"])
                    continue
                score = before[o][c] + for_all
                if self.options[o].get("kind") == "measure" and o != self.baseline and "role" not in data:
                    score += carried
                after[o][c] = score * exact(cell.get("times", 1)) + exact(cell.get("add", 0))
        return after

    def weights(self, profile):
        data = read(ROOT / "criteria" / "weights" / f"{profile}.yaml")
        if "points" in data:
            points = {c: exact(p) for c, p in data["points"].items()}
        else:
            assert data["within"] == "equal"
            points = {}
            for branch, share in data["branches"].items():
                inside = [c for c in self.criteria if self.criteria[c]["branch"] == branch]
                for c in inside:
                    points[c] = exact(share) / len(inside)
        return {c: p for c, p in points.items() if "role" not in self.criteria[c]}

    def benefits(self, scores, profile):
        weights = self.weights(profile)
        found = {}
        for o in self.names:
            total = Fraction(0)
            for c, w in weights.items():
                assert self.criteria[c].get("value_function", "linear") == "linear"
                total += w * (scores[o][c] - scores[self.baseline][c])
            found[o] = scores[o]["feasibility"] / 100 * total / sum(weights.values())
        return found

    def uses(self, scores):
        found = {"public_cost": {o: scores[o]["public_cost"] for o in self.names}}
        for resource in ("diplomatic_capital", "staff"):
            found[resource] = {o: exact(self.options[o]["resources"][resource]) for o in self.names}
        return found

    def points(self):
        return [exact(s["points"]) for s in self.rules["synergies"]]

    def column(self, option):
        return self.member[:, self.names.index(option)]

    def allowed_by_rules(self, variant=None, skip=()):
        fine = np.ones(len(self.member), dtype=bool)
        for number, rule in enumerate(self.rules["rules"]):
            if number in skip:
                continue
            if rule.get("only_in") not in (None, variant) or (variant and rule.get("not_in") == variant):
                continue
            if "at_most" in rule:
                fine &= sum(self.column(o) for o in rule["of"]) <= rule["at_most"]
            else:
                for o in rule.get("needs", []):
                    fine &= (self.column(rule["option"]) == 0) | (self.column(o) == 1)
                if rule.get("needs_any"):
                    helpers = sum(self.column(o) for o in rule["needs_any"])
                    fine &= (self.column(rule["option"]) == 0) | (helpers >= 1)
        return fine

    def enumerate(self, benefits, uses, limits, *, points=None, variant=None, skip=(), require=(), forbid=(), top=None):
        points = self.points() if points is None else points
        below = lcm(*(b.denominator for b in benefits.values()), *(p.denominator for p in points))
        value = self.member @ np.array([int(benefits[o] * below) for o in self.names], dtype=np.int64)
        for synergy, p in zip(self.rules["synergies"], points, strict=True):
            value += int(p * below) * np.prod([self.column(o) for o in synergy["of"]], axis=0)
        fine = self.allowed_by_rules(variant, skip)
        for resource, limit in limits.items():
            parts = lcm(*(u.denominator for u in uses[resource].values()))
            used = self.member @ np.array([int(uses[resource][o] * parts) for o in self.names], dtype=np.int64)
            fine &= used <= int(limit * parts // 1)
        for o in require:
            fine &= self.column(o) == 1
        for o in forbid:
            fine &= self.column(o) == 0
        order = sorted(np.flatnonzero(fine).tolist(), key=lambda i: -int(value[i]))
        if top is not None and len(order) > top:
            order = [i for i in order if value[i] >= value[order[top - 1]]]
        sets = [tuple(o for o, x in zip(self.names, self.member[i], strict=True) if x) for i in order]
        return Enumerated(sets, [Fraction(int(value[i]), below) for i in order])
