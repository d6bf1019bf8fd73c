"""The search for what a slip was: edits proposed, screened at a point, the best one proved."""

from derivcheck.diagnose.search.documents import diagnose

__all__ = ["diagnose"]
