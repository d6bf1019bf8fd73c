"""What holds formulas: Markdown, TeX, notebooks and web pages, each to pieces in order."""
