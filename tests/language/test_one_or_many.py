"""A key that is another one's word in the singular or plural is taken for that one, also where it is a key of
something else."""

from __future__ import annotations

import pytest

from engine.publishing import check_documents

SOP = """\
sop: open
steps:
  look:
    outcomes:
      fine: end
      bad: {to: look, reason: [dear]}
"""


@pytest.mark.parametrize(
    ("key", "slip"), [("steps:", "step:"), ("reason:", "reasons:"), ("outcomes:", "outcome:")]
)
def test_it_is_the_one_thing_that_is_said(key: str, slip: str) -> None:
    text = SOP.replace(key, slip)
    (checked,) = check_documents({"open.sop.yaml": text.encode()})
    (said,) = checked.diagnostics
    assert (said.code, tuple(said.suggestions)) == ("S201", (key.rstrip(":"),))
