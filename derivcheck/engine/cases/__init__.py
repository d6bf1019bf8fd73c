"""Statements split by the signs of the quantities that they depend on."""
