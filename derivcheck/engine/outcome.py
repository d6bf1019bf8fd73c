"""What a witness answers."""

from enum import Enum


class Outcome(Enum):
    """Equal, different, or no answer; only equal against different is a disagreement."""

    EQUAL = "equal"
    DIFFERENT = "different"
    NO_ANSWER = "no answer"
