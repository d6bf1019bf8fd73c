"""Deciding whether two terms are equal: witnesses, proof, refutation."""
