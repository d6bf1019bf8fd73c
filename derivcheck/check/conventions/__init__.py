"""Readings that hold for a document or a part: stated, from the problem, or borne out by steps."""
