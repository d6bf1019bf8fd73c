"""What an object finds out about itself when it is first asked, and keeps."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from functools import cached_property as kept
else:

    class kept:
        """`functools.cached_property` without the lock that it has before Python 3.12.

        Terms and trees are asked a hundred thousand times for a document.
        """

        def __init__(self, find):
            self._find, self.__doc__ = find, find.__doc__

        def __set_name__(self, owner, name):
            self._name = name

        def __get__(self, instance, owner=None):
            if instance is None:
                return self
            found = instance.__dict__[self._name] = self._find(instance)
            return found


__all__ = ["kept"]
