"""How help is set: in colour, headings as they are written in the parsers."""

from rich_argparse import RichHelpFormatter


class Help(RichHelpFormatter):
    """Help in colour, headings as they are written here."""

    group_name_formatter = str.capitalize
    help_markup = text_markup = False  # a name in square brackets is no markup
