"""SOPs in which people are kept apart, each with what that means said once more by hand: ``apart`` are the
pairs of steps that nobody has a hand in both of, ``not_person`` whom else a step is kept from (a field, or
``starter``), ``votes`` how many must agree to an outcome (a number, or the roles that all must)."""

from __future__ import annotations

from collections.abc import Mapping

from engine.model.record import Record

HEAD = """
sop: {sop}
role: r1
owner: lead
may: {{start: [r1, r2, r3, lead], override: [lead, r2], reopen: [lead, r1, r2], assign: [lead, r1]}}
"""
ANY = "role: [r1, r2, r3]"


class Kept(Record):
    """An SOP (``text``), the ones that it calls, and what has to hold in each: by SOP."""

    text: str
    apart: frozenset[frozenset[str]]
    not_person: Mapping[str, tuple[str, ...]] = {}
    votes: Mapping[tuple[str, str], int | tuple[str, ...]] = {}
    calls: tuple[str, ...] = ()
    called: tuple[Kept, ...] = ()


def pairs(*several: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split()) for pair in several)


PLAIN = Kept(
    HEAD.format(sop="main")
    + f"""
data: {{price: {{type: number, default: 1}}, boss: {{type: person, default: ann}}}}
steps:
  draft: {{{ANY}, checklist: [look], outcomes: {{done: check}}}}
  check: {{{ANY}, not_by: draft, outcomes: {{done: publish, reject: {{to: draft, reason: required}}}}}}
  publish: {{{ANY}, not_by: [starter, boss],
            outcomes: {{done: end, reject: {{to: check, reason: required}}}}}}
""",
    pairs("draft check"),
    {"publish": ("starter", "boss")},
)
LANES = Kept(
    HEAD.format(sop="main")
    + f"""
data: {{price: {{type: number, default: 1}}}}
steps:
  split:
    parallel:
      left: {{steps: {{write: {{{ANY}}}, proof: {{{ANY}, not_by: pay,
              outcomes: {{done: end, reject: {{to: write, reason: required}}}}}}}}}}
      right: {{steps: {{buy: {{{ANY}}}, pay: {{{ANY}, not_by: [write, buy], votes: 2}}}}}}
  close: {{{ANY}, not_by: [buy, proof], outcomes: {{done: end, reject: {{to: split, reason: required}}}}}}
""",
    pairs("proof pay", "pay write", "pay buy", "close buy", "close proof"),
    votes={("pay", "done"): 2},
)
ITEMS = Kept(
    HEAD.format(sop="main")
    + f"""
data: {{price: {{type: number, default: 1}}, parts: {{type: list, of: text, default: [a, b]}}}}
steps:
  plan: {{{ANY}}}
  work:
    each: part in parts
    steps:
      make: {{{ANY}}}
      test: {{{ANY}, not_by: make, outcomes: {{done: end, reject: {{to: make, reason: required}}}}}}
  accept: {{{ANY}, not_by: [make, plan], outcomes: {{done: end, reject: {{to: work, reason: required}}}}}}
""",
    pairs("test make", "accept make", "accept plan"),
)
VOTES = Kept(
    HEAD.format(sop="main")
    + f"""
data: {{price: {{type: number, default: 1}}}}
steps:
  draft: {{{ANY}}}
  approve: {{{ANY}, votes: 2, outcomes: {{done: publish, reject: {{to: draft, reason: required}}}}}}
  publish: {{{ANY}, outcomes: {{done: end, reject: {{to: approve, reason: required}}}}}}
""",
    pairs("draft approve", "publish approve"),
    votes={("approve", "done"): 2},
)
ALL = Kept(
    HEAD.format(sop="main")
    + f"""
data: {{price: {{type: number, default: 1}}}}
steps:
  draft: {{{ANY}}}
  approve: {{role: [r1, r2], votes: {{done: all, kill: 2}}, not_by: [draft, starter],
             covers: [price], advise: [lead],
             outcomes: {{done: publish, kill: {{to: end.killed}}, reject: {{to: draft, reason: required}}}}}}
  publish: {{{ANY}, not_by: approve}}
""",
    pairs("draft approve", "publish approve"),
    {"approve": ("starter",)},
    {("approve", "done"): ("r1", "r2"), ("approve", "kill"): 2},
)
ORDER = Kept(
    ALL.text.replace("advise: [lead]", "in_order: yes").replace(
        "role: [r1, r2], votes", "role: [r3, r1], votes"
    ),
    ALL.apart,
    ALL.not_person,
    {("approve", "done"): ("r3", "r1"), ("approve", "kill"): 2},
)
SUB = Kept(
    HEAD.format(sop="sub")
    + f"""
data: {{author: person}}
steps:
  look: {{{ANY}, not_by: author}}
  confirm: {{{ANY}, not_by: look, outcomes: {{done: end, reject: {{to: look, reason: required}}}}}}
""",
    pairs("look confirm"),
    {"look": ("author",)},
)
CALLS = Kept(
    HEAD.format(sop="main")
    + f"""
data: {{price: {{type: number, default: 1}}}}
steps:
  draft: {{{ANY}}}
  ask: {{call: sub, with: {{author: = who(draft)}}}}
  sign: {{{ANY}, not_by: [ask, draft], outcomes: {{done: end, reject: {{to: ask, reason: required}}}}}}
""",
    pairs("sign ask", "sign draft"),
    calls=("ask",),
    called=(SUB,),
)
SOPS = {
    "plain": PLAIN,
    "lanes": LANES,
    "items": ITEMS,
    "votes": VOTES,
    "all": ALL,
    "order": ORDER,
    "calls": CALLS,
}
