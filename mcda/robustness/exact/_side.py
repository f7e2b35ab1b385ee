"""Which share of a simplex lies on one side of a cut."""

import numpy as np

from mcda.scales import Floats


def shares_above(heights: Floats) -> Floats:
    """Return the share of a simplex on which a linear function is above zero, shape (n_functions,).

    Each function is given by its heights at the corners. With positive heights x and the others -y, let v(r, k) be the
    share for the first r of x and the first k of y. Cutting the edge from the corner of x[r] to that of y[k] where the
    function is zero leaves two simplices, each with a corner on the cut, so that

        v(r, k) = (x[r] v(r, k - 1) + y[k] v(r - 1, k)) / (x[r] + y[k]),  v(r, 0) = 1, v(0, k) = 0.

    No step subtracts, so equal heights, zeros and tiny gaps cost no digits. The side without the middle of the simplex
    is the one worked out, and the other is what it leaves.

    Parameters
    ----------
    heights : shape (n_functions, n_corners)
        Finite; in no row all zero.

    References
    ----------
    Varsi, G. (1973). The multidimensional content of the frustum of the simplex. *Pacific Journal of Mathematics*
    46(1), 303-314. doi:10.2140/pjm.1973.46.303
    Ali, M. M. (1973). Content of the frustum of a simplex. *Pacific Journal of Mathematics* 48(2), 313-322.
    doi:10.2140/pjm.1973.48.313

    Examples
    --------
    >>> shares_above(np.array([[3.0, -4.0], [1.0, 1.0], [1.0, 0.0]])).round(4).tolist()
    [0.4286, 1.0, 1.0]
    """
    turned = heights.sum(axis=-1) > 0
    ordered = -np.sort(np.where(turned[:, np.newaxis], heights, -heights), axis=-1)
    above = (ordered > 0).sum(axis=-1)
    found = np.zeros(len(heights))
    for r in np.unique(above[above > 0]).tolist():
        rows = above == r
        # Contiguous by corner: the recursion takes them one by one.
        steps = np.ascontiguousarray(ordered[rows].T)
        found[rows] = _recursion(steps[:r], -steps[r:])
    return np.where(turned, 1.0 - found, found)


def _recursion(x: Floats, y: Floats) -> Floats:
    """Return v for all of x, above zero and of shape (r, n_functions), and all of y, of zero or more."""
    v = np.zeros_like(y)
    for above in x:
        left = np.ones_like(above)
        for k, below in enumerate(y):
            v[k] = left = (above * left + below * v[k]) / (above + below)
    return np.asarray(v[-1])
