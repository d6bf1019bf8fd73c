"""``derivcheck lsp``: a language server, for editors that show findings while a person types.

The protocol, positions in UTF-16 included, is that of pygls.  What takes time runs in two
processes of their own, one for what an edit changed and one for complete checks, so that the
server answers at once and no formula can stop it.
"""

import argparse


def run(arguments: argparse.Namespace) -> int:
    """Serve on standard input and output, and return 0; 2 where pygls is not installed."""
    from importlib.util import find_spec

    from derivcheck.cli.terminal import complain

    if find_spec("pygls") is None:
        complain("the language server needs pygls: pip install 'derivcheck[lsp]'")
        return 2
    from derivcheck.cli.lsp.server import serve

    serve()
    return 0
