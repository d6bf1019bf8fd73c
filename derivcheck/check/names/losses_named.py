"""Which losses words speak of: “negative sampling”, “cross-entropy”, “with weight decay”."""

import re

from derivcheck.source.pattern import later

_LOSSES = later(
    r"negative[- ]sampl|skip-?gram|\bcbow|hinge|cross[- ]entropy|squared[- ](?:error|loss)|huber"
    r"|likelihood|ridge|lasso|regulari[sz]|weight decay|penal|focal|contrastive|triplet"
    r"|label[- ]smoothing|temperature|\binstead\b"
    r"|\b(?:another|different|new|other|modified|alternative)\s+(?:loss|objective|cost|model)"
    r"|负采样",
    re.IGNORECASE,
)


def losses_named_in(prose: str) -> frozenset[str]:
    """Return the losses that words speak of, each by the piece that names it."""
    return frozenset(found.group().lower() for found in _LOSSES.finditer(prose))
