"""All kinds of slips, by name, and what they make of a formula."""

from collections.abc import Callable, Iterator

from tests.mutation.edits import Edit, Mutant
from tests.mutation.kinds import factors, indices, operators, terms
from tests.mutation.kinds.vocabulary import Vocabulary
from tests.mutation.outline import Region, outline

Kind = Callable[[str, Region, Vocabulary], Iterator[Edit]]

SIGNS = (
    terms.flipped_sign,
    factors.flipped_argument,
    factors.complement,
    terms.lost_sign,
)
TERMS = (
    terms.dropped_term,
    terms.doubled_term,
    terms.swapped_terms,
    terms.plus_one,
    terms.dropped_brackets,
    terms.moved_bracket,
)
FACTORS = (
    factors.dropped_factor,
    factors.doubled_factor,
    factors.changed_coefficient,
    factors.swapped_factors,
    factors.dropped_transpose,
    factors.inserted_transpose,
    factors.moved_transpose,
    factors.changed_fraction,
    factors.lost_function,
    factors.swapped_function,
    factors.inserted_function,
    factors.changed_power,
)
NAMES = (
    indices.changed_index,
    indices.index_to_position,
    indices.dropped_index,
    indices.swapped_indices,
    indices.wrong_name,
    indices.changed_numeral,
)
OPERATORS = (
    operators.dropped_sum,
    operators.inserted_sum,
    operators.moved_sum,
    operators.changed_bound,
    operators.changed_range,
    operators.changed_bound_letter,
    operators.dropped_derivative,
    operators.inserted_derivative,
    operators.changed_variable,
    operators.swapped_case,
)
# a text that two kinds make counts for the first of them
KINDS: dict[str, Kind] = {
    function.__name__.replace("_", "-"): function
    for function in (*SIGNS, *TERMS, *FACTORS, *NAMES, *OPERATORS)
}


def mutants(latex: str, words: Vocabulary) -> Iterator[Mutant]:
    """Yield a formula's mutants, every text once; a formula without an outline has none."""
    try:
        formula = outline(latex)
    except ValueError:
        return
    seen = {_plain(latex)}
    for name, kind in KINDS.items():
        for edit in kind(latex, formula, words):
            plain = _plain(edit.apply(latex))
            if plain and plain not in seen:
                seen.add(plain)
                yield Mutant(name, latex, edit)


def _plain(text: str) -> str:
    return "".join(text.split())
