"""``Record``: what the house's immutable words are made of. To type checkers it is ``typing.NamedTuple``.

When a program runs it is ``collections.namedtuple`` from the same class body: ``typing`` compiles the text
of every annotation while a class is being defined, which takes two and a half times as long and which
nothing of ours reads. Every command defines some forty of them before it does anything
(docs/decisions/0003).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as Record
else:
    from collections import namedtuple

    class _Definer(type):
        """Turns a class body with annotated fields into a named tuple with its methods and defaults."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.get("__annotations__", {})
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                if key not in fields and key not in ("__module__", "__qualname__"):
                    setattr(made, key, value)
            return made

    class Record(metaclass=_Definer):
        """An immutable record: annotated fields, defaults at the end, methods."""


__all__ = ["Record"]
