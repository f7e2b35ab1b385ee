"""Ballots and rules: hand-counted examples, enumeration of all orders, and the axioms each rule keeps or breaks."""

from fractions import Fraction
from itertools import chain, combinations, permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.options import Option, Options
from mcda.verify.run import default_folder, verify_case
from mcda.voting import Ballot, BallotError, Ballots, _kemeny_sets, borda, condorcet, copeland, kemeny, kemeny_places
from mcda.voting.pairwise import margins, preferences, row_blocks, top_cycles, wins_and_losses

CASES = [
    path
    for path in sorted(default_folder().glob("*.json"))
    if path.name.startswith(("borda", "condorcet", "copeland-t", "kemeny"))
]
NAMES = tuple("abcdef")


def groups(ranks, names=NAMES):
    return [[names[int(i)] for i in np.flatnonzero(ranks == g)] for g in np.unique(ranks)]


def profile(ranks, counts=None, names=NAMES):
    return Ballots.of([groups(line, names) for line in ranks], counts=counts, options=names[: ranks.shape[1]])


@st.composite
def profiles(draw, max_options=5, max_ballots=5):
    n = draw(st.integers(1, max_options))
    lines = draw(st.lists(st.lists(st.integers(0, n - 1), min_size=n, max_size=n), min_size=1, max_size=max_ballots))
    counts = draw(st.lists(st.sampled_from([1, 2, 3, Fraction(1, 3)]), min_size=len(lines), max_size=len(lines)))
    return profile(np.array(lines), counts)


def cycle(counts=(1, 1, 1)):
    return Ballots.of([list("abc"), list("bca"), list("cab")], counts=counts)


# Published and quoted cases.


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_reference_case_is_met(path):
    result = verify_case(path)
    assert (result.status, result.message) == ("pass", "")


def test_there_are_reference_cases():
    assert len(CASES) >= 5


# Ballots.


@pytest.mark.parametrize(
    ("orders", "named", "message"),
    [
        ([], {}, "no options"),
        ([], {"options": ["a"]}, "there are no ballots"),
        ([["a", "b"], ["a"]], {}, "ballot 2 says nothing of 'b'; expected every option once: put those"),
        ([["a", "b"], ["a", "x"]], {"options": ["a", "b"]}, "ballot 2 names 'x', which is not an option"),
        ([["alliance", "hedge"], ["aliance", "hedge"]], {"options": ["alliance", "hedge"]}, "did you mean 'alliance'"),
        ([["a", "b", "a"]], {}, "ballot 1 names 'a' more than once"),
        ([["a", ["b", "b"]]], {}, "ballot 1 names 'b' more than once"),
        ([["a", "b"]], {"options": ["a", "b", "a"]}, "options with the same id: a"),
        ("ab", {}, "the ballots are 'ab'"),
        (5, {}, "the ballots are 5"),
        (["ab"], {}, "a ballot is 'ab'; expected options from best to worst"),
        ([5], {}, "a ballot is 5"),
        ([["a", 5]], {}, "a ballot holds 5"),
        ([["a", []]], {}, r"a ballot holds \[\]"),
        ([["a", [1]]], {}, r"a ballot holds \[1\]"),
        ([["a"]], {"counts": [1, 2]}, "for 1 ballots; expected one number for each"),
        ([["a"]], {"counts": "1"}, "counts is '1'"),
        ([["a"]], {"counts": [-1]}, "the count of the ballot 'a' is -1; expected zero or more"),
        ([["a", "b"]], {"counts": [float("nan")]}, "the count of the ballot 'a > b': nan is not a finite number"),
        ([["a"]], {"counts": [float("inf")]}, "inf is not a finite number"),
        ([["a"]], {"counts": [True]}, "True is not a number"),
        ([["a"]], {"counts": [None]}, "None is not a finite number"),
        ([["a"], ["a"]], {"counts": [0, 0]}, "all counts are zero"),
    ],
)
def test_ballots_that_cannot_be_counted_are_refused_by_name(orders, named, message):
    with pytest.raises(BallotError, match=message):
        Ballots.of(orders, **named)


def test_ballots_take_ties_fractions_and_options():
    found = Ballots.of(
        [["b", {"a", "c"}], [("c", "b"), "a"]],
        counts=[Fraction(1, 3), 0.5],
        options=Options((Option("a"), Option("b"), Option("c"))),
    )
    assert found.options == ("a", "b", "c")
    assert found.ranks.tolist() == [[1, 0, 1], [1, 0, 0]]
    assert found.counts.tolist() == [1 / 3, 0.5]
    assert found.ballots[0] == Ballot.of(["b", ["a", "c"]], Fraction(1, 3))
    assert repr(found.ballots[1]) == "0.5 x c = b > a"


def test_results_are_shown_as_text_and_as_html_that_cannot_do_harm():
    ballots = Ballots.of([["<b>", "b"], ["b", "<b>"], ["<b>", "b"]])
    assert repr(borda(ballots)) == "place  option  score\n    1  <b>         2\n    2  b           1"
    for found in (ballots, borda(ballots), copeland(ballots), condorcet(ballots), kemeny(ballots)):
        assert "<b>" in repr(found)
        assert "<b>" not in found._repr_html_()
        assert "&lt;b&gt;" in found._repr_html_()


def test_arrays_of_results_cannot_be_changed():
    for found in (borda(cycle()).scores, copeland(cycle()).wins, condorcet(cycle()).pairwise, kemeny(cycle()).pairwise):
        with pytest.raises(ValueError, match="read-only"):
            found[0] = 7


# Rules, counted by hand.


def test_borda_counts_ties_by_the_mean():
    """By hand: 3 a > b = c gives 6, 1.5, 1.5; 2 b = c > a gives 0, 3, 3."""
    found = borda(Ballots.of([["a", ["b", "c"]], [["b", "c"], "a"]], counts=[3, 2]))
    assert found.scores.tolist() == [6, 4.5, 4.5]
    assert found.places == {"a": 1, "b": 2, "c": 2}
    assert found.winners == ("a",)


def test_borda_is_not_decided_by_the_last_bit():
    """0.1 + 0.2 for a against 0.3 for b: a tie in points."""
    found = borda(Ballots.of([["a", "b"], ["a", "b"], ["b", "a"]], counts=[0.1, 0.2, 0.3]))
    assert found.places == {"a": 1, "b": 1}
    assert copeland(Ballots.of([["a", "b"], ["a", "b"], ["b", "a"]], counts=[0.1, 0.2, 0.3])).scores.tolist() == [0, 0]


def test_borda_can_pass_over_the_winner_of_all_duels():
    """By hand: 3 a > b > c and 2 b > c > a; a wins both duels 3 to 2, but has 6 points to 7 for b."""
    ballots = Ballots.of([list("abc"), list("bca")], counts=[3, 2])
    assert condorcet(ballots).winner == "a"
    assert borda(ballots).scores.tolist() == [6, 7, 2]
    assert copeland(ballots).winners == ("a",)


def test_a_circle_has_no_winner_and_is_named():
    """By hand: each of a, b, c beats the next 2 to 1, and all beat d."""
    ballots = Ballots.of([list("abcd"), list("bcad"), list("cabd")])
    found = condorcet(ballots)
    assert (found.winner, found.loser) == (None, "d")
    assert found.smith_set == ("a", "b", "c")
    assert found.cycles == (("a", "b", "c"),)
    assert found.pairwise.tolist() == [[0, 2, 1, 3], [1, 0, 2, 3], [2, 1, 0, 3], [0, 0, 0, 0]]
    assert copeland(ballots).scores.tolist() == [1, 1, 1, -3]


def test_a_tied_duel_links_the_top_cycle_but_is_no_circle():
    """By hand: a ties b, b beats c, a ties c: nobody is beaten by all of a smaller group."""
    found = condorcet(Ballots.of([["a", "b", "c"], ["b", "c", "a"]]))
    assert (found.winner, found.loser, found.cycles) == (None, None, ())
    assert found.smith_set == ("a", "b", "c")
    assert "circles: none" in repr(found)


def test_a_single_option_wins_and_does_not_lose():
    ballots = Ballots.of([["a"]])
    found = condorcet(ballots)
    assert (found.winner, found.loser, found.smith_set, found.cycles) == ("a", None, ("a",), ())
    assert kemeny(ballots).orders == (("a",),)
    assert (kemeny(ballots).score, kemeny(ballots).distance) == (0, 0)
    assert borda(ballots).scores.tolist() == copeland(ballots).scores.tolist() == [0]


def test_kemeny_lists_all_best_orders_of_a_circle():
    """By hand: every turn of the circle agrees with 5 votes in 9 and disagrees with 4."""
    found = kemeny(cycle())
    assert found.orders == (tuple("abc"), tuple("bca"), tuple("cab"))
    assert (found.score, found.distance, found.complete) == (5, 4, True)


def test_kemeny_says_when_the_list_is_cut():
    tied = Ballots.of([list("abcd"), list("dcba")])
    assert (len(kemeny(tied).orders), kemeny(tied).complete) == (24, True)
    assert (len(kemeny(tied, limit=24).orders), kemeny(tied, limit=24).complete) == (24, True)
    cut = kemeny(tied, limit=23)
    assert (len(set(cut.orders)), cut.complete) == (23, False)
    assert "there are more best orders" in repr(cut)
    two_circles = Ballots.of([list("abcdef"), list("bcaefd"), list("cabfde")])
    assert (len(kemeny(two_circles).orders), kemeny(two_circles).complete) == (9, True)
    assert (len(kemeny(two_circles, limit=8).orders), kemeny(two_circles, limit=8).complete) == (8, False)


def test_a_tie_on_a_ballot_is_half_a_disagreement():
    """By hand: a > b = c against a > b > c: two pairs agree, the tied one is half way."""
    found = kemeny(Ballots.of([["a", ["b", "c"]]]))
    assert found.orders == (("a", "b", "c"), ("a", "c", "b"))
    assert (found.score, found.distance) == (2, 0.5)


@pytest.mark.parametrize("limit", [0, -1, 1.5, True, "3", None])
def test_a_limit_that_is_no_number_of_orders_is_refused(limit):
    with pytest.raises(BallotError, match="limit is"):
        kemeny(cycle(), limit=limit)


# Kemeny against the enumeration of all orders.


def enumerated(votes):
    """Best orders by positions, their score: all permutations are tried."""
    worth = {p: sum(votes[i, j] for i, j in combinations(p, 2)) for p in permutations(range(len(votes)))}
    top = max(worth.values())
    return sorted(p for p, each in worth.items() if each > top - 1e-9), top


def random_profiles(number):
    rng = np.random.default_rng(17)
    for i in range(number):
        n, voters = int(rng.integers(1, 7)), int(rng.integers(1, 6))
        levels = n if i % 2 else 3
        counts = rng.integers(1, 4, voters) if i % 3 else rng.integers(1, 9, voters) / 7
        yield profile(rng.integers(0, levels, (voters, n)), counts.tolist())


def test_kemeny_equals_the_enumeration_on_200_profiles(monkeypatch):
    """Three routes: the integer program, all sets of options, and only the sets that the program leaves open."""
    several = 0
    for ballots in random_profiles(200):
        votes = preferences(ballots.ranks, ballots.counts)
        expected, top = enumerated(votes)
        found = kemeny(ballots, limit=1000)
        assert found.complete
        assert found.orders == tuple(tuple(ballots.options[i] for i in p) for p in expected)
        assert found.score == pytest.approx(top)
        mean = np.mean([np.argsort(p) + 1 for p in expected], axis=0)
        for small in (kemeny_places.SMALL, 1):
            with monkeypatch.context() as changed:
                changed.setattr(kemeny_places, "SMALL", small)
                means, orders = kemeny_places.kemeny_places(margins(ballots.ranks, ballots.counts))
            assert orders == len(expected)
            np.testing.assert_allclose(means, mean, atol=1e-12)
        several += len(expected) > 1
    assert several > 40


def test_larger_groups_have_the_same_mean_places_by_program_and_by_sets(monkeypatch):
    rng = np.random.default_rng(8)
    for n, voters in ((7, 4), (9, 6), (10, 8), (12, 4), (12, 3)):
        ranks = np.array([rng.permutation(n) for _ in range(voters)]).astype(float)
        margin = margins(ranks, np.ones(voters))
        by_sets = kemeny_places.kemeny_places(margin)
        monkeypatch.setattr(kemeny_places, "SMALL", 1)
        by_program = kemeny_places.kemeny_places(margin)
        monkeypatch.undo()
        assert by_program.orders == by_sets.orders
        np.testing.assert_allclose(by_program.places, by_sets.places, atol=1e-12)


def test_options_that_nobody_tells_apart_share_the_middle_of_all_orders():
    """Two opposite ballots: all n! orders are best, and every option stands (n + 1) / 2 on average."""
    n = 40
    margin = margins(np.array([np.arange(n), -np.arange(n)], dtype=float), np.ones(2))
    found = kemeny_places.kemeny_places(margin)
    assert found.orders == factorial(n)
    assert found.places.tolist() == [20.5] * n


def test_equally_good_orders_are_not_told_apart_by_the_last_bit(monkeypatch):
    """By hand: a circle of three margins of 0.3, one added up as 0.1 + 0.2; three best orders by both routes."""
    margin = np.array([[0, 0.3, -0.3], [-0.3, 0, 0.1 + 0.2], [0.3, -(0.1 + 0.2), 0]])
    for small in (kemeny_places.SMALL, 1):
        monkeypatch.setattr(kemeny_places, "SMALL", small)
        places, orders = kemeny_places.kemeny_places(margin)
        assert (orders, places.tolist()) == (3, [2, 2, 2])


def test_too_many_best_orders_are_an_error_not_a_guess(monkeypatch):
    rng = np.random.default_rng(3)
    ranks = np.array([rng.permutation(14) for _ in range(8)]).astype(float)
    margin = margins(ranks, np.ones(8))
    monkeypatch.setattr(kemeny_places, "SMALL", 1)
    monkeypatch.setattr(_kemeny_sets, "LARGEST", 10)
    with pytest.raises(_kemeny_sets.TooManyOrdersError, match=r"tie \d+ options together .*over 10 sets of options"):
        kemeny_places.kemeny_places(margin)
    with pytest.raises(_kemeny_sets.TooManyOrdersError, match="tie 70 options"):
        _kemeny_sets.mean_places_among(np.zeros((70, 70)), np.zeros((70, 70), dtype=bool))


# Pairwise matrices.


def test_the_smith_set_is_the_smallest_group_that_beats_all_others():
    """Against its definition: all subsets are tried."""
    for ballots in random_profiles(60):
        margin = margins(ballots.ranks, ballots.counts)
        n = len(margin)
        subsets = chain.from_iterable(combinations(range(n), size) for size in range(1, n + 1))
        smallest = next(s for s in subsets if all(margin[i, j] > 0 for i in s for j in set(range(n)) - set(s)))
        stages = top_cycles(margin)
        assert tuple(stages[0].tolist()) == smallest
        assert condorcet(ballots).smith_set == tuple(ballots.options[i] for i in smallest)
        assert sorted(np.concatenate(stages).tolist()) == list(range(n))
        for a, b in combinations(range(len(stages)), 2):
            assert (margin[np.ix_(stages[a], stages[b])] > 0).all()


def test_a_batch_of_votes_gives_the_bits_of_each_draw(monkeypatch):
    rng = np.random.default_rng(2)
    ranks, counts = rng.integers(0, 5, (6, 4, 9)).astype(float), rng.random((6, 4))
    together = margins(ranks, counts), preferences(ranks, counts), *wins_and_losses(ranks, counts)
    for d in range(6):
        alone = margins(ranks[d], counts[d]), preferences(ranks[d], counts[d]), *wins_and_losses(ranks[d], counts[d])
        for whole, one in zip(together, alone, strict=True):
            np.testing.assert_array_equal(whole[d], one)
    crossed = margins(ranks[:, np.newaxis], counts[:2])
    assert crossed.shape == (6, 2, 9, 9)
    np.testing.assert_array_equal(crossed[3, 1], margins(ranks[3], counts[1]))
    for block in (1, 50, 300):
        monkeypatch.setattr("mcda.voting.pairwise.BLOCK", block)
        for whole, split in zip(together[2:], wins_and_losses(ranks, counts), strict=True):
            np.testing.assert_array_equal(whole, split)


def test_blocks_of_rows_cover_every_row_once():
    for n, draws in ((1, 1), (7, 3), (1000, 1), (3, 10**6)):
        assert [i for rows in row_blocks(n, draws) for i in range(n)[rows]] == list(range(n))


def test_margins_are_votes_for_less_votes_against():
    for ballots in random_profiles(20):
        votes = preferences(ballots.ranks, ballots.counts)
        np.testing.assert_allclose(margins(ballots.ranks, ballots.counts), votes - votes.T, atol=1e-12)


# Axioms.


def tellings(ballots):
    """What the rules say, by option, in forms that can be compared after options or ballots have moved."""
    duels, best = condorcet(ballots), kemeny(ballots, limit=200)
    return {
        "borda": dict(zip(ballots.options, borda(ballots).scores.round(9).tolist(), strict=True)),
        "copeland": dict(zip(ballots.options, copeland(ballots).scores.tolist(), strict=True)),
        "winner": (duels.winner, duels.loser, frozenset(duels.smith_set), frozenset(map(frozenset, duels.cycles))),
        "kemeny": (frozenset(best.orders), round(best.score, 9), round(best.distance, 9), best.complete),
    }


@settings(max_examples=40)
@given(profiles(), st.randoms(use_true_random=False))
def test_anonymity_who_casts_a_ballot_and_in_how_many_pieces_does_not_matter(ballots, random):
    pieces = [(b.order, part) for b in ballots.ballots for part in (b.count / 4, b.count * 3 / 4)]
    random.shuffle(pieces)
    moved = Ballots(ballots.options, tuple(Ballot(order, count) for order, count in pieces))
    assert tellings(moved) == tellings(ballots)


@settings(max_examples=40)
@given(profiles(), st.randoms(use_true_random=False))
def test_neutrality_the_order_of_the_options_does_not_matter(ballots, random):
    shuffled = list(ballots.options)
    random.shuffle(shuffled)
    assert tellings(Ballots(tuple(shuffled), ballots.ballots)) == tellings(ballots)


@settings(max_examples=25)
@given(profiles(max_options=4))
def test_reversing_all_ballots_reverses_every_rule(ballots):
    turned = Ballots(ballots.options, tuple(Ballot(b.order[::-1], b.count) for b in ballots.ballots))
    n = len(ballots.options)
    total = float(ballots.counts.sum()) * (n - 1)
    np.testing.assert_allclose(borda(turned).scores, total - borda(ballots).scores, atol=1e-9)
    np.testing.assert_array_equal(copeland(turned).scores, -copeland(ballots).scores)
    assert {o[::-1] for o in kemeny(turned, limit=200).orders} == set(kemeny(ballots, limit=200).orders)
    if n > 1:
        assert condorcet(turned).winner == condorcet(ballots).loser


@settings(max_examples=40)
@given(profiles())
def test_pareto_what_everybody_prefers_stands_first(ballots):
    ranks, options = ballots.ranks, ballots.options
    points, duels, orders = borda(ballots).scores, copeland(ballots).scores, kemeny(ballots, limit=200).orders
    for i in range(len(options)):
        for j in range(len(options)):
            if (ranks[:, i] < ranks[:, j]).all():
                assert points[i] > points[j]
                assert duels[i] > duels[j]
                assert all(order.index(options[i]) < order.index(options[j]) for order in orders)


@settings(max_examples=40)
@given(profiles())
def test_the_winner_of_all_duels_comes_first_and_the_loser_last(ballots):
    found = condorcet(ballots)
    orders = kemeny(ballots, limit=200).orders
    if found.winner is not None:
        assert copeland(ballots).winners == (found.winner,)
        assert found.smith_set == (found.winner,)
        assert {order[0] for order in orders} == {found.winner}
    if found.loser is not None:
        assert {order[-1] for order in orders} == {found.loser}
        assert min(copeland(ballots).scores) == 1 - len(ballots.options)


@settings(max_examples=40)
@given(profiles())
def test_borda_is_the_row_sum_of_the_duels(ballots):
    """A closed form: points are votes in all duels plus half of the votes that tie them."""
    votes = preferences(ballots.ranks, ballots.counts)
    tied = float(ballots.counts.sum()) - votes - votes.T
    np.fill_diagonal(tied, 0.0)
    np.testing.assert_allclose(borda(ballots).scores, (votes + tied / 2).sum(axis=1), atol=1e-9)
