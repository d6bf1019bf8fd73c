"""Certificates: both sides as rational functions."""
