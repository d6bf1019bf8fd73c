"""Derivatives by the entries of a variable, numerically."""

from typing import TYPE_CHECKING

import numpy as np

from tests.mutation.oracle.indices import Variable
from tests.mutation.oracle.values import Unreadable, Value
from tests.mutation.oracle.world import Env, World, slope

if TYPE_CHECKING:
    from tests.mutation.oracle.reader import Meaning


def derivative(operand: "Meaning", variable: Variable, world: World, env: Env) -> Value:
    """Return the derivative in the variable's shape; of a column by a column the Jacobian."""
    places = variable.places(world, env)
    shape = np.shape(operand(world, env))
    if shape and variable.whole:
        columns = [place for row in places for place in row]
        if shape[1] != 1 or any(len(row) != 1 for row in places):
            raise Unreadable(f"a derivative of {shape} by {len(places)} rows")
        slopes = [slope(lambda w: operand(w, env), world, variable.array, at) for at in columns]
        return np.hstack(slopes)
    slopes = [
        [slope(lambda w: operand(w, env), world, variable.array, at) for at in row]
        for row in places
    ]
    return np.array(slopes) if variable.whole else slopes[0][0]
