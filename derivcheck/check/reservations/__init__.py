"""Judged chains in the light of the words around them: what is not held against the writer."""
