"""Structs to the plain dicts and lists that JSON is made of."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


def plain(value: Any) -> Any:
    """Return a report, or a piece of one, as dicts, lists and scalars, fields in order.

    A field's JSON name is its own unless it is declared with another ``name``.
    """
    if isinstance(value, Struct):
        names = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
        return {key: plain(getattr(value, name)) for key, name in names}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value
