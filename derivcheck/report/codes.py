"""What each code means, for ``derivcheck explain`` and for formats that carry rule texts."""

from derivcheck.diagnose.pages import codes, listed, page

__all__ = ["codes", "listed", "page"]
