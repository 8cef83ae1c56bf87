"""Jinja2 as this house uses it: sandboxed, an unknown name is an error, everything printed is made inert.

Making inert is not left to the templates: each form has its escape function, through which every value
that a template prints goes. Only the templates' own text comes out as it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from engine.render.escape import html, markdown, terminal
from engine.render.width import pad

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")

ESCAPES: dict[str, Callable[[str], str]] = {"txt": terminal, "md": markdown, "html": html}
"""Form (the last part of a template's name) -> what every printed value goes through."""


def fill(template: str, values: Mapping[str, Any]) -> str:
    """The text of ``templates/<template>`` with ``values``, without a line end at its end.

    Raises jinja2.UndefinedError for a name that is not among the values.
    """
    form = template.rpartition(".")[2]
    return _environment(form).get_template(template).render(values).rstrip("\n")


@cache
def _environment(form: str) -> ImmutableSandboxedEnvironment:
    escape = ESCAPES[form]
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(FOLDER, encoding="utf-8"),
        undefined=StrictUndefined,
        # Jinja's own escaping knows HTML alone; ``finalize`` does it for every form, and cannot be turned
        # off.
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, StrictUndefined) else escape(str(value)),
    )
    environment.filters["pad"] = lambda value, columns: pad(escape(str(value)), columns)
    return environment
