"""Marks for a class: pure functions from findings to points, reasons and texts.

Begin reading at ``marks.py``: what a part earns, and what a person has to look at.
"""
