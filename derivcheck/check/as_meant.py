"""A document with its letters as its words and its problem mean them, before anything is judged."""

from derivcheck.check.names.abbreviated import with_abbreviations
from derivcheck.check.names.bold_macros import with_known_letters
from derivcheck.check.names.by_index import with_functions_of_an_index
from derivcheck.check.names.drawn import with_drawn_words
from derivcheck.check.names.iterates import with_iterates
from derivcheck.check.names.labelled import with_labels
from derivcheck.check.names.layer_labels import with_layer_labels
from derivcheck.check.names.loss_letters import with_known_loss, with_loss_behind_nabla
from derivcheck.check.names.marked_columns import with_marked_columns
from derivcheck.check.names.parametrised import with_probabilities
from derivcheck.check.names.raised import with_names_above
from derivcheck.check.names.second_index import with_second_indices
from derivcheck.check.names.signed import with_signed_names
from derivcheck.check.names.subscripted import with_subscripted
from derivcheck.check.names.summands import with_summands
from derivcheck.check.names.superscripts import with_superscripts
from derivcheck.check.reading.partials import with_partials
from derivcheck.document.model import Document
from derivcheck.problem.model import Problem

# each goes on from what those before it have told
_PASSES = (
    with_known_letters,
    with_names_above,
    with_signed_names,
    with_second_indices,
    with_superscripts,
    with_iterates,
    with_layer_labels,
    with_labels,
    with_functions_of_an_index,
    with_abbreviations,
    with_summands,
    with_partials,
    with_subscripted,
    with_drawn_words,
    with_probabilities,
    with_known_loss,
    with_loss_behind_nabla,
    with_marked_columns,
)


def as_meant(document: Document, problem: Problem | None) -> Document:
    """Return a document in which all that is one name is one letter."""
    for with_names in _PASSES:
        document = with_names(document, problem)
    return document
