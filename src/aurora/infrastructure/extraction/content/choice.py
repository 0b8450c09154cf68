"""Which blocks to keep when of each only the chance is known that it is content."""

import numpy as np
from numpy.typing import NDArray


def best(chances: NDArray[np.float32], words: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Keep the likeliest blocks, as many as make the expected F-measure of their words the highest
    (the ratio of expectations; Lewis 1995, "Evaluating and optimizing autonomous text
    classification systems"), and what is as likely as the last of them.
    """
    order = np.argsort(-chances, kind="stable")
    right = np.cumsum((chances * words)[order])
    kept, wanted = np.cumsum(words[order]), float((chances * words).sum())
    measure = 2 * right / (kept + wanted + 1e-9)
    chosen: NDArray[np.bool_] = chances >= chances[order[measure.argmax()]]
    return chosen
