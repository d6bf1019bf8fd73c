"""The primes of modular images: prime, wide, drawn from a hash, and their powers right."""

import pytest
from sympy import isprime

from derivcheck.engine.modular.primes import draw

FIELDS = [draw(seed, trial) for seed in (b"a", b"b", b"c") for trial in (0, 1)]


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_a_safe_prime_with_a_generator_of_order_q(field) -> None:
    assert field.p == 2 * field.q + 1
    assert 1 << 158 <= field.q < 1 << 160
    assert isprime(field.q) and isprime(field.p)
    assert field.g != 1 and pow(field.g, field.q, field.p) == 1


def test_fields_differ_and_are_the_same_for_the_same_seed() -> None:
    assert len({field.p for field in FIELDS}) == len(FIELDS)
    assert draw(b"a", 0) == FIELDS[0]


@pytest.mark.parametrize("exponent", [0, 1, 31, 32, 2**80 + 7, -1])
def test_powers_of_the_generator_agree_with_pow(exponent: int) -> None:
    field = FIELDS[0]
    assert field.power_of_g(exponent % field.q) == pow(field.g, exponent % field.q, field.p)


def test_a_value_times_its_inverse_is_one() -> None:
    field = draw(b"inverses".ljust(32, b"\0"), 0)
    for value in (1, 2, field.q, field.p - 1, field.image(field.p, "any")):
        found = field.inverse(value)
        assert type(found) is int and 0 < found < field.p
        assert found * value % field.p == 1
