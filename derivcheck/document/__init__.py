"""Documents: what stands outside formulas, and which formulas relate to which."""

from derivcheck.document.members import outside_scripts, plain_member, without_layout
from derivcheck.document.model import Chain, Directive, Document, Member, Part, Relation
from derivcheck.document.read import read_document, read_submission
from derivcheck.document.tokens.token import Kind, Token, span_of
from derivcheck.document.tokens.tokenize import tokenize

__all__ = [
    "Chain", "Directive", "Document", "Kind", "Member", "Part", "Relation", "Token",
    "outside_scripts", "plain_member", "read_document", "read_submission", "span_of", "tokenize",
    "without_layout",
]  # fmt: skip
