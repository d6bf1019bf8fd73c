"""What is kept is found once for each object."""

from derivcheck.source.kept import kept


class Asked:
    found = 0

    @kept
    def answer(self) -> int:
        """The answer."""
        self.found += 1
        return 42


def test_it_is_found_once_for_each_object() -> None:
    one, other = Asked(), Asked()
    assert one.answer == one.answer == 42 and one.found == 1 and other.found == 0
    assert other.answer == 42 and other.found == 1
    assert Asked.answer.__doc__ == "The answer."
