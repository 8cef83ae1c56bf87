"""Modules of the standard library that are imported when something of them is first used.

click imports ``inspect`` for what hardly a call needs (the indentation of help texts), and that imports a
parser, a disassembler and a tokenizer: a tenth of the time that ``sop todo`` takes. ``logging``, which
``transitions`` imports, wants ``traceback`` for what goes wrong. (``LazyLoader`` of ``importlib`` does not
help: up to Python 3.11 the next ``import`` of the module fills it.)
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


def import_later(name: str) -> None:
    """Let ``import name`` cost nothing until something of the module is used; nothing to do where it has
    been imported already."""
    if name in sys.modules:
        return
    promised = ModuleType(name)

    def fill(attribute: str) -> Any:
        """What a module is asked for that it does not have (PEP 562)."""
        if sys.modules.get(name) is promised:
            del sys.modules[name]
        module = import_module(name)
        promised.__dict__.update(module.__dict__)
        return getattr(module, attribute)

    promised.__dict__["__getattr__"] = fill
    sys.modules[name] = promised
