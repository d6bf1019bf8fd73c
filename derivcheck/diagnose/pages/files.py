"""Pages of the reasons why a file was not checked at all."""

from derivcheck.diagnose.page import Example, Page

_COMMAND = "a call of the command"


def _page(code: str, means: str, advice: str, accepted: str, rejected: str) -> Page:
    good, bad = (Example(text, shown_only=_COMMAND) for text in (accepted, rejected))
    return Page(code, "file", means, advice, good, bad)


PAGES = (
    _page(
        "no-such-file",
        "There is no file or folder of this name. The message names the nearest one.",
        "correct the name.",
        "derivcheck verify derivations/",
        "derivcheck verify derivation/",
    ),
    _page(
        "no-documents",
        "The folder holds no document: no .md, .tex or .ipynb file.",
        "name the folder that does, or the file itself.",
        "derivcheck verify derivations/",
        "derivcheck verify an-empty-folder/",
    ),
    _page(
        "unknown-format",
        "The ending of the name says no format that is read.",
        "rename the file to .md, .tex, .ipynb or .html; for standard input give --stdin-filename.",
        "derivcheck verify solution.md",
        "derivcheck verify solution.docx",
    ),
    _page(
        "settings",
        "The settings file is not right; the message names its line and what is wrong there.",
        "correct the line, name another file with --config, or take none with --isolated.",
        'fail-on = ["refuted"]',
        'fail_on = ["refuted"]',
    ),
    _page(
        "unreadable",
        "The file is there but cannot be read; the reason of the operating system is shown.",
        "look at its permissions.",
        "derivcheck verify solution.md",
        "derivcheck verify a-file-of-somebody-else.md",
    ),
    _page(
        "not-utf-8",
        "The file is text in another encoding than UTF-8. The message says at which line.",
        "save it as UTF-8.",
        "derivcheck verify solution.md",
        "derivcheck verify solution-in-latin-1.md",
    ),
    _page(
        "binary",
        "The file is no text.",
        "name the source of the document, not what was made from it.",
        "derivcheck verify solution.tex",
        "derivcheck verify solution.pdf.md",
    ),
    Page(
        "problem",
        "file",
        "The problem file that the document or the call names cannot be used: there is none of "
        "that name, or it has an error. The message gives line and reason.",
        "`derivcheck problems` lists the known ones; `problems check FILE` looks at a file.",
        Example("<!-- derivcheck: problem word2vec -->", shown_only=_COMMAND),
        Example("<!-- derivcheck: problem word3vec -->", shown_only=_COMMAND),
    ),
    Page(
        "internal-error",
        "internal",
        "Something went wrong inside derivcheck. The other documents were checked all the same; "
        "the exit status is 3.",
        "report it, with what --verbose shows; it is never the writer's fault.",
        Example("derivcheck verify solution.md", shown_only=_COMMAND),
        Example("internal error: …", shown_only="a fault of derivcheck"),
    ),
)
