"""The objectives tree: branch shares, local and global weights, and results at any node."""

from fractions import Fraction

import numpy as np
import pytest

import mcda
from mcda import McdaError, NameUnknownError, Weights, WeightsError

TREE = {"growth": "economy", "jobs": "economy", "safety": "society", "cost": ""}


@pytest.fixture(scope="module")
def study():
    return mcda.load_study()


def weights(**points):
    return Weights.from_points(points, branches={c: b for c, b in TREE.items() if b})


def test_branch_share_times_local_share_is_the_global_share_by_hand():
    """3 + 1 of 8 points in the economy: half; inside it three quarters and one quarter."""
    found = weights(growth=3, jobs=1, safety=2, cost=2)
    assert found.branch_shares == {"economy": 0.5, "society": 0.25}
    assert found.local == {"growth": 0.75, "jobs": 0.25, "safety": 1.0, "cost": 0.25}
    assert found.shares == {"growth": 0.375, "jobs": 0.125, "safety": 0.25, "cost": 0.25}


@pytest.mark.parametrize("profile", sorted(mcda.load_study().profiles))
def test_branch_and_leaf_multiply_in_every_profile_of_korea(study, profile):
    frame = study.weights[profile].to_frame()
    np.testing.assert_allclose(frame["branch_share"] * frame["local"], frame["global"], rtol=1e-14, atol=0)
    assert frame["global"].sum() == pytest.approx(1, abs=1e-14)
    inside = frame.groupby("branch")["local"].sum()
    assert {round(total, 12) for total in inside} <= {0.0, 1.0}


def test_a_branch_that_counts_nothing_has_local_shares_of_nothing():
    found = weights(growth=0, jobs=0, safety=1, cost=1)
    assert found.branch_shares["economy"] == 0.0
    assert found.local["growth"] == 0.0


def test_weights_print_branch_local_and_global_shares(study):
    lines = repr(study.weights["industry"]).splitlines()
    assert lines[0] == "weights: industry"
    assert lines[1].split() == ["criterion", "branch", "branch", "share", "local", "share"]
    assert lines[2].split() == ["china_market_access", "economic", "0.5200", "0.4231", "0.2200"]
    assert repr(Weights.from_points({"a": 1, "b": 3})).splitlines()[1].split() == ["criterion", "share"]


@pytest.mark.parametrize("method", mcda.methods.COMMON, ids=lambda m: m.id)
@pytest.mark.parametrize("node", ["economic", "security", "feasibility"])
def test_every_common_method_ranks_at_a_node_as_on_the_table_of_that_node(study, method, node):
    found = mcda.rank(study, method=method(), weights="industry", at=node)
    inside = [c.id for c in study.criteria if node in (c.branch, c.id)]
    alone = method().rank(study.values.select(criteria=inside), study.weights["industry"].select(inside))
    assert found.places == alone.places
    assert found.recipe.at == node
    assert set(found.recipe.shares) == set(inside)
    assert sum(found.recipe.shares.values()) == pytest.approx(1)


def test_the_branches_add_up_to_the_whole_for_additive_value(study):
    """The value of an option is the branch shares times its values at the branches."""
    given = study.weights["balanced"]
    whole = mcda.rank(study, method="additive", weights=given)
    parts = {b: mcda.rank(study, method="additive", weights=given, at=b) for b in given.branch_shares}
    for option in whole.options.ids:
        total = sum(given.branch_shares[b] * parts[b].score(option) for b in parts)
        assert total == pytest.approx(whole.score(option), abs=1e-10)


def test_relations_are_found_at_a_node_too(study):
    found = mcda.outrank(study, method="promethee_i", at="security")
    assert found.recipe.at == "security"
    assert set(found.recipe.shares) == {"alliance_strength", "supply_chain_security"}


def test_a_node_that_is_none_is_answered_with_the_nearest(study):
    with pytest.raises(NameUnknownError, match="'economc' is not a branch or criterion; did you mean 'economic'"):
        mcda.rank(study, at="economc")


def test_a_configured_method_takes_along_what_it_says_of_the_criteria_at_a_node(study):
    ids, inside = study.criteria.ids, [c.id for c in study.criteria if c.branch == "economic"]
    pairs = {(inside[0], inside[1]): 0.01, (inside[0], "public_cost"): 0.01}
    for whole, part in (
        (
            mcda.methods.Spotis(bounds=dict.fromkeys(ids, (0, 100))),
            mcda.methods.Spotis(bounds=dict.fromkeys(inside, (0, 100))),
        ),
        (mcda.methods.Choquet(interactions=pairs), mcda.methods.Choquet(interactions={tuple(inside[:2]): 0.01})),
        (mcda.methods.Lexicographic(order=ids), mcda.methods.Lexicographic(order=inside)),
    ):
        found = mcda.rank(study, method=whole, at="economic")
        assert found.recipe.method == repr(part)
        assert found.places == mcda.rank(study, method=part, at="economic").places


def test_a_method_that_learned_from_whole_options_says_nothing_of_a_branch(study):
    method = mcda.methods.UtaStar.from_ranks(study.values, ranks={"exchanges": 1, "hedge": 2, "alliance": 3})
    assert mcda.rank(study, method=method).places["exchanges"] == 1
    with pytest.raises(McdaError, match="UtaStar learned from judgements on options as a whole"):
        mcda.rank(study, method=method, at="economic")


def test_a_parameter_for_a_criterion_that_is_none_is_refused_at_a_node_too(study):
    with pytest.raises(McdaError, match="'nowhere', which is not a criterion"):
        mcda.rank(study, method=mcda.methods.Spotis(bounds={"nowhere": (0, 1)}), at="economic")


def test_a_node_without_weight_is_refused(study):
    given = study.weights["balanced"].with_(economic=0)
    with pytest.raises(WeightsError, match="nothing below 'economic' has a weight"):
        mcda.rank(study, weights=given, at="economic")


def test_a_plain_table_has_no_nodes():
    with pytest.raises(McdaError, match="at= goes with a study only"):
        mcda.rank([[1, 2]], goals=["max", "max"], weights=[1, 1], method="wsm", at="c1")


def test_selecting_criteria_keeps_their_proportions_exactly():
    found = weights(growth=3, jobs=1, safety=2, cost=2).select(["growth", "jobs"])
    assert found.fractions == {"growth": Fraction(3, 4), "jobs": Fraction(1, 4)}
