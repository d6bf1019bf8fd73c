"""Sets of words, written as one would list them."""


def wordlist(words: str) -> frozenset[str]:
    """Return the words of a text, which white space keeps apart."""
    return frozenset(words.split())
