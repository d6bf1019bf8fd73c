"""Pages of HTML in which no text can become markup, and what sets their formulas."""
