"""What a witness says of a statement in one finite world."""

from enum import Enum


class Outcome(Enum):
    """Equal, different, or no answer; only equal against different is a disagreement.

    An exact witness says ``EQUAL`` of identities only.  NumPy says it of what agrees within
    rounding, which an exact ``DIFFERENT`` may overrule.
    """

    EQUAL = "equal"
    DIFFERENT = "different"
    NO_ANSWER = "no answer"


class Unsupported(Exception):
    """A witness cannot judge this: a construct or value outside its reach, or over budget."""
