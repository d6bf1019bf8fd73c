"""Web pages: the TeX in them, wherever it is kept, with its place in the file."""

import pytest

from tests.document.reading import codes, ids, lines, read


def html(body: str) -> str:
    return f"<!DOCTYPE html>\n<html><head><title>x = 1</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "body",
    [
        r"<p>so \(a = b\)</p>",
        r"<p>so $a = b$</p>",
        r"<div>$$a = b$$</div>",
        r"<div class=arithmatex>\[ a = b \]</div>",
        r"<p>\begin{equation} a = b \end{equation}</p>",
        '<script type="math/tex">a = b</script>',
        '<script type="math/tex; mode=display">% <![CDATA[\na = b %]]></script>',
        '<span class="math inline">a = b</span>',
        '<span class="math display">\\[a = b\\]</span>',
        '<pre><code class="language-math">a = b</code></pre>',
        '<span class="ztext-math" data-tex="a = b"><svg>x = y</svg></span>',
        '<img class="latex" src="1.png" alt="a = b">',
        '<img src="https://x/equation?tex=a" alt="a = b" eeimg="1">',
        '<math alttext="a = b"><mi>a</mi><mo>=</mo><mi>b</mi></math>',
        '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>a</mi></mrow>'
        '<annotation encoding="application/x-tex">a = b</annotation></semantics></math></span>'
        '<span class="katex-html" aria-hidden="true"><span>a</span> = b</span></span>',
        '<span class="MathJax_Preview">$x = y$</span><span class="MathJax">$x = y$</span>'
        '<script type="math/tex">a = b</script>',
    ],
)
def test_a_formula_is_read_wherever_its_tex_is_kept(body: str) -> None:
    text = html(body)
    document = read(text, "html")
    assert lines(text, "html") == ["a = b"]
    chain = document.parts[0].chains[0]
    for member in chain.members:
        assert document.source.slice(member.span) == member.latex
    assert codes(document) == []


@pytest.mark.parametrize(
    "body",
    [
        "<script>var a = '$x = y$';</script>",
        "<style>p { a = b }</style>",
        "<pre>$a = b$</pre>",
        "<p><code>$a = b$</code></p>",
        "<nav><p>$a = b$</p></nav>",
        "<!-- $a = b$ -->",
        "<textarea>$a = b$</textarea>",
    ],
)
def test_what_is_no_text_is_passed_over(body: str) -> None:
    assert lines(html(body), "html") == []


def test_entities_are_read_and_places_stay_those_of_the_file() -> None:
    text = html(
        r"<p>\[ \begin{aligned} a &amp;= b &lt; c \\ &amp;&#61; d&nbsp;\end{aligned} \]</p>"
    )
    document = read(text, "html")
    chain = document.parts[0].chains[0]
    assert [relation.sign for relation in chain.relations] == ["=", "<", "="]
    slices = [document.source.slice(member.span) for member in chain.members]
    assert slices == ["a", "b", "c", "d"]
    assert [document.source.slice(r.span) for r in chain.relations] == ["=", "&", "&"]


def test_headings_paragraphs_and_lists_number_parts() -> None:
    text = html(
        "<h2>Question a<a class=headerlink>¶</a></h2><p>$a = b$</p>"
        "<p><strong>(b)</strong> then</p><div>\\[ b = c \\]</div>"
        '<ol type="a" start="3"><li>$c = d$</li><li>$d = e$</li></ol>'
    )
    assert ids(text, "html") == {"a": ["a = b"], "b": ["b = c"], "c": ["c = d"], "d": ["d = e"]}


def test_a_line_break_in_a_formula_is_a_space() -> None:
    assert lines(html("<p>$$ a<br>\n= b $$</p>"), "html") == ["a = b"]


def test_a_display_does_not_reach_over_a_block() -> None:
    document = read(html("<p>costs $$ a = b</p><p>c $$ d = e $$</p>"), "html")
    assert ("unclosed-math", "$$") in codes(document)
    assert lines(html("<p>costs $$ a = b</p><p>c $$ d = e $$</p>"), "html") == ["d = e"]


def test_less_than_in_a_formula_is_no_tag() -> None:
    assert lines(html("<p>$a = b <k$ and $c = d> e$</p>"), "html") == ["a = b < k", "c = d > e"]


def test_rendered_math_without_its_tex_is_named() -> None:
    document = read(html("<mjx-container><mjx-math>a = b</mjx-math></mjx-container>"), "html")
    assert [code for code, _ in codes(document)] == ["rendered-math"]


def test_an_element_that_is_never_closed_is_named() -> None:
    document = read("<p>$a = b$</p><pre><p>$c = d$</p>", "html")
    assert [code for code, _ in codes(document)] == ["unclosed-element"]


def test_a_directive_in_a_comment_is_kept() -> None:
    document = read(html("<!-- derivcheck: problem word2vec -->"), "html")
    assert [d.text for d in document.directives] == ["problem word2vec"]


@pytest.mark.heavy
@pytest.mark.parametrize("piece", ["<p>", "<span ", '<a "', "<pre>", "$", "\\[", "&amp;", "<!--"])
def test_many_pieces_of_markup_end_in_time(piece: str) -> None:
    read(piece * 20_000, "html")
