"""What each code means, for ``derivcheck explain`` and for formats that carry rule texts."""

from derivcheck.diagnose.pages import codes, page

__all__ = ["codes", "page"]
