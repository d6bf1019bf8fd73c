"""The notations of the documents that are mutated, by folder."""

from tests.mutation.oracle.notations import models, word2vec
from tests.mutation.oracle.worlds import Universe


def universe(folder: str, document: str) -> Universe:
    """Return what a document of a folder of ``derivations/`` speaks of."""
    if folder == "word2vec":
        return word2vec.ROWS if document == "rows.md" else word2vec.UNIVERSE
    return models.UNIVERSES[folder]
