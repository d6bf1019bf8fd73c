"""The line of Python beside a counterexample: run, it prints what the report says."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from derivcheck.check.finding import StepFinding, Witness
from tests.check.support import WORD2VEC, check, display, steps

# refuted for different reasons: maps, cases, products, unknown functions, powers, roots, sizes
WRONG = {
    "a power": display("e", "(x + 1)^3 = x^3 + 1"),
    "functions": display("e", r"\sin(x) \cos(x) + \tanh(x) = \sqrt{1 + x^2} + \log(2 + x^2)"),
    "a fraction": display("e", r"\frac{x}{2} - \frac{2}{3} - (1 - x) = 0.25 e^{-x}"),
    "brackets": display("e", r"2 - (x - (3 - x)) / (2 x) = x^{-2} (1 - x)^{2}"),
    "an unknown function": display("h(1)", r"J(v_c, w_{t+j}, U) = 2 J(v_c, w_{t+j}, U)"),
    "its slope": display(
        "h(2)",
        r"\frac{\partial J(v_c, o, U)}{\partial v_c} = \frac{\partial J(v_c, o, U)}{\partial u_o}",
    ),
    "a sum of its slopes": display(
        "h(2)",
        r"\frac{\partial J_{\text{skip-gram}}}{\partial v_c} = "
        r"2\sum_{-m \leq j \leq m, j \neq 0} \frac{\partial J(v_c, w_{t+j}, U)}{\partial v_c}",
    ),
    "a size": display("e", r"\sum_{w \in \text{Vocab}} x = |V| + x"),
    "a product": display("e", r"\prod_{w} \sigma(u_w^\top v_c) = \sigma(u_o^\top v_c)"),
    "a matrix": display(
        "d", r"\frac{\partial J_{\text{naive-softmax}}}{\partial U} = v_c (y - \hat y)^\top"
    ),
    "one-hot": display("b", r"U y = U (\hat y - y)"),
    "a restricted sum": display("g", r"\sum_{i: w_i = w_k} u_{w_i} = u_k"),
    "a norm": display("e", r"\|v_c\| = v_c^\top v_c"),
    "softmax": display("b", r"\frac{\partial \log \hat y_o}{\partial v_c} = u_o - U y"),
}
RUN = """
import contextlib, io, json, sys
out = []
for code in json.load(sys.stdin):
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        exec(code, {})
    out.append(heard.getvalue())
json.dump(out, sys.stdout)
"""


def code_of(witness: Witness) -> str:
    assert witness.python is not None
    head, code, tail = witness.python.split('"')
    assert (head, tail) == ("python -c ", "")
    # the same in every shell; != recalls nothing from its history
    assert not set("`$\\!") & set(code.replace("!=", "")) and code.isascii()
    return code


def refuted() -> Iterator[tuple[str, StepFinding]]:
    text = (WORD2VEC / "handwritten.md").read_text(encoding="utf-8")
    for step in steps(check(text)):
        if step.verdict.value == "refuted":
            yield f"handwritten {step.id}", step
    for name, text in WRONG.items():
        yield from ((name, step) for step in steps(check(text)))


@pytest.mark.heavy
def test_what_is_printed_is_what_the_report_says() -> None:
    found = dict(refuted())
    assert len(found) >= 9 + len(WRONG)
    witnesses = {name: step.witness for name, step in found.items() if step.witness is not None}
    assert found.keys() - witnesses.keys() == set(), "not refuted"
    ran = subprocess.run(
        [sys.executable, "-c", RUN],
        input=json.dumps([code_of(witness) for witness in witnesses.values()]),
        capture_output=True,
        text=True,
        check=True,
    )
    for (name, witness), line in zip(witnesses.items(), json.loads(ran.stdout), strict=True):
        left, right = map(float, line.split())
        assert left == pytest.approx(float(witness.lhs), rel=1e-8, abs=1e-12), name
        assert right == pytest.approx(float(witness.rhs), rel=1e-8, abs=1e-12), name
        assert abs(left - right) > 1e-9, name


def test_the_command_runs_as_it_is_printed() -> None:
    (step,) = steps(check(WRONG["a matrix"]))
    assert step.witness is not None and step.witness.python is not None
    command = step.witness.python.replace("python", f'"{sys.executable}"', 1)
    ran = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert float(ran.stdout.split()[0]) == pytest.approx(float(step.witness.lhs), rel=1e-8)


@pytest.mark.parametrize("name", ["lambda", "print", "np", "left", r"\hat{sum}", "é'; import os"])
def test_names_become_identifiers_that_hide_nothing(name: str) -> None:
    from derivcheck.engine.numeric.text import TAKEN, _Names

    names = _Names()
    first, second = names.of(name), names.of(name + " ")
    assert first.isidentifier() and first.isascii() and first != second
    assert not {first, second} & (TAKEN | {"lambda"})
