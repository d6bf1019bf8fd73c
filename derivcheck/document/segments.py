"""A row of a formula as segments: what words, inference, pauses and commas part in it."""

from collections.abc import Sequence

from msgspec import Struct, field

from derivcheck.document.asides import bracket_left_open, waits
from derivcheck.document.blocks import parts_blocks, says_where
from derivcheck.document.captions import caption_end
from derivcheck.document.members import written
from derivcheck.document.tokens.layout import PAUSES
from derivcheck.document.tokens.phrases import is_name, is_talk, spelled_word
from derivcheck.document.tokens.signs import (
    EQUIVALENCES,
    IMPLICATIONS,
    inference_at,
    relation_at,
)
from derivcheck.document.tokens.structure import Structure
from derivcheck.document.tokens.token import Kind, Token

COMMAS = frozenset({",", "，", ";", "；", "、"})


class Sign(Struct):
    """A relation sign and the tokens that spell it."""

    sign: str
    tokens: list[Token]
    opens: bool = False  # nothing of its row or segment stands before it


class Clause(Struct):
    """Sides joined by signs, ``len(sides) == len(signs) + 1``; outer sides may be empty.

    ``row`` says that it begins a row, ``aligned`` that ``&`` stood before it there,
    ``column`` in which of several columns of formulas it stands, ``tail`` what else stands
    behind it in its row, ``joined`` what parts it from the clause before it there.
    """

    sides: list[list[Token]]
    signs: list[Sign] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    row: bool = False
    aligned: bool = False
    column: int = 0
    tail: str = ""
    joined: str = ""


class Segment(Struct):
    """What stands between two separators: sides, signs, and what came before it."""

    clause: Clause
    before: str  # "", "pause", "column", "comma", "words", "inference"
    words: str = ""
    comma: Token | None = None


def segments_of(
    tokens: Sequence[Token], row: list[int], shape: Structure, text: str, columns: bool
) -> list[Segment]:
    """Cut a row at words, inference, pauses and commas that stand at its top level."""
    segments = [Segment(Clause([[]]), "")]
    seen_columns, n = 0, 0
    while n < len(row):
        index = row[n]
        token, step = tokens[index], 1
        last = segments[-1]
        begins = not last.clause.signs and not last.clause.sides[0]
        said = last.words if last.before == "words" else ""
        if begins and (end := caption_end(tokens, row, n, shape, said)) > n:
            _caption(segments, written([tokens[at] for at in row[n:end]], text))
            step = end - n
        elif token.kind is Kind.ALIGN and shape.hard[index] == 0:
            seen_columns += 1
            side = segments[-1].clause.sides[-1]
            if columns and seen_columns % 2 == 0 and not waits(side):
                segments.append(Segment(Clause([[]], column=seen_columns // 2), "column"))
        elif token.kind is Kind.COMMAND and token.text in PAUSES:
            if shape.level[index] == 0 and (
                segments[-1].clause.signs or segments[-1].clause.sides[-1]
            ):
                segments.append(Segment(Clause([[]]), "pause"))
            elif parts_blocks(tokens, index, shape):
                comma = Token(Kind.SYMBOL, ",", token.span)
                segments[-1].clause.sides[-1].append(comma)
        elif shape.level[index] > 0:
            segments[-1].clause.sides[-1].append(token)
        elif segments[-1].clause.signs and says_where(tokens, index):
            segments.append(Segment(Clause([[token]]), "pause"))  # “A = B ∈ ℝⁿ” says A = B
        elif (relation := relation_at(tokens, index)) is not None:
            step = relation[1]
            _relate(segments[-1].clause, relation[0], list(tokens[index : index + step]))
        elif step_words := inference_at(tokens, index):
            step = step_words
            words = "∵" if token.text in ("\\because", "∵") else ""
            words = "⇔" if token.text in EQUIVALENCES else words
            words = "⇒" if token.text in IMPLICATIONS else words
            segments.append(Segment(Clause([[]]), "inference", words))
        elif token.kind is Kind.TEXT and not token.text.strip():
            # a space: whether it parts two formulas is not plain where a sign comes behind it
            if any(relation_at(tokens, one) for one in row[n + 1 :] if not shape.level[one]):
                segments[-1].clause.sides[-1].append(token)
        elif token.kind is Kind.TEXT and not any(map(str.isalnum, token.text)):
            segments.append(Segment(Clause([[]]), "pause"))
        elif aside := _aside(tokens, row, n, shape):
            step = aside
            words = written([tokens[at] for at in row[n : n + aside]], text)
            segments.append(Segment(Clause([[]]), "words", words))
        elif step_words := _words(tokens, row, n, segments[-1].clause):
            step = step_words
            words = written(tokens[index : index + step], text)
            words = token.text if token.kind is Kind.TEXT else words
            segments.append(Segment(Clause([[]]), "words", words))
        elif token.text in COMMAS and token.kind is Kind.SYMBOL:
            segments.append(Segment(Clause([[]]), "comma", "", token))
        else:
            segments[-1].clause.sides[-1].append(token)
        n += step
    return segments


def _caption(segments: list[Segment], words: str) -> None:
    """Take a caption as words about what comes next, together with the words before it."""
    if segments[-1].before == "words":
        segments[-1].words += f" {words}"
    else:
        segments.append(Segment(Clause([[]]), "words", words))


def _relate(clause: Clause, sign: str, spelled: list[Token]) -> None:
    if clause.signs and not clause.sides[-1]:
        return  # "A = = B": the second sign of a slip, or of a row that repeats it
    opens = not clause.signs and not clause.sides[0]
    clause.signs.append(Sign(sign, spelled, opens))
    clause.sides.append([])


def _aside(tokens: Sequence[Token], row: list[int], n: int, shape: Structure) -> int:
    """Return how many tokens at ``row[n]`` are an aside, ``\\text{(all but }n\\text{ of them)}``.

    Words open its bracket and others close it; a relation in it is a claim beside the formula.
    """
    depth = bracket_left_open(tokens[row[n]].text) if tokens[row[n]].kind is Kind.TEXT else 0
    for at in range(n + 1, len(row)) if depth > 0 else ():
        if shape.level[row[at]] > 0:
            continue
        if relation_at(tokens, row[at]) is not None:
            return 0
        if tokens[row[at]].kind is Kind.TEXT:
            depth += bracket_left_open(tokens[row[at]].text)
            if depth <= 0:
                return at + 1 - n
    return 0


def _words(tokens: Sequence[Token], row: list[int], n: int, clause: Clause) -> int:
    """Return how many tokens at ``row[n]`` are words that join or explain, or 0."""
    index = row[n]
    token = tokens[index]
    if token.kind is Kind.LETTER:
        return spelled_word(tokens, index)
    if token.kind is not Kind.TEXT:
        return 0
    if is_talk(token.text):
        return 1
    if token.text.startswith(("(", "（")) and token.text.endswith((")", "）")):
        return 1  # “(factoring)”
    after = tokens[row[n + 1]] if n + 1 < len(row) else None
    if is_name(token.text) or (after is not None and after.text in ("(", "_", "^", "\\left")):
        return 0
    if clause.sides[-1] or token.text.startswith(("(", "（")):
        return 1
    related = after is not None and relation_at(tokens, row[n + 1]) is not None
    return 0 if related or (clause.signs and after is None) else 1
