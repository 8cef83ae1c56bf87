"""Stories of what goes on by itself: items, waits that are over, calls that come back, signals, rules."""

from __future__ import annotations

from engine.publishing import check_documents
from engine.stories import measure, read_stories, run, surroundings

FILES = {
    "workspace.yaml": "workspace: shop\nzone: Asia/Shanghai\n",
    "team.yaml": "team: shop\npeople: {wang: warehouse, li: [service, lead]}\n",
    "claim.sop.yaml": """\
sop: claim
role: service
data: {paid: money, parcel: text}
required: [parcel]
steps: {ask: {checklist: [{fill: paid}], outcomes: {done: end, refused: end.refused}}}
""",
    "parcels.sop.yaml": """\
sop: parcels
role: warehouse
data:
  parcels: {type: list, of: text}
  signed_at: datetime
required: [parcels]
steps:
  each:
    title: every parcel
    each: parcel in parcels
    data: {weight: number, refund: money}
    steps:
      weigh: {checklist: [{fill: weight}], outcomes: {done: end, lost: {to: claim, reason: required}}}
      claim:
        call: claim
        with: {parcel: = parcel}
        get: {refund: paid}
        outcomes: {done: end, refused: weigh}
  on the way:
    wait: {for: has(signed_at), signal: stopped, until: 3 days}
    outcomes: {done: end, timeout: trace}
  trace: {}
rules:
  tell: {after: trace.opened, notify: lead, text: parcels are late}
""",
}

GOOD = """\
story: parcels
given: {data: {parcels: "A, B"}}
stories:
  Two parcels and their lists:
    - {at: 2026-11-20 09:30, by: wang, start: {}, then: {open: weigh}}
    - {at: "10:00", advance: weigh, item: B, values: {weight: 3}, then: {open: weigh}}
    - {at: "10:05", advance: weigh, item: B, refused: visit-closed}
    - {at: "10:10", advance: weigh, item: A, outcome: lost, reason: gone, then: {open: claim}}
    - {at: "10:20", returns: claim, item: A, outcome: refused, then: {open: weigh}}
    - {at: "10:30", by: wang, advance: weigh, outcome: lost, reason: gone again}
    - {at: "10:40", returns: claim, values: {paid: 5}, then: {open: on the way, told: []}}
    - {at: 2026-11-23 10:39, then: {open: on the way}}
    - {at: 2026-11-23 10:41, then: {open: trace, told: lead}}
    - {at: "11:00", by: wang, advance: trace, then: {end: end}}
  Signed for:
    - {at: 2026-11-20 09:30, by: wang, start: {parcels: A}}
    - {at: "10:00", advance: weigh, values: {weight: 3}}
    - {at: "11:00", set: {signed_at: 2026-11-20 10:50}, then: {end: end}}
  Stopped:
    - {at: 2026-11-20 09:30, by: wang, start: {parcels: A}}
    - {at: "10:00", advance: weigh, values: {weight: 3}}
    - {at: "11:00", signal: stopped, then: {end: end}}
    - {at: "11:00", set: {weight: 4}, item: A, refused: task-ended}
"""


def test_what_goes_on_by_itself_is_told_and_counted() -> None:
    files = {name: text.encode() for name, text in FILES.items()}
    suite, found = read_stories(GOOD.encode(), "x.story.yaml", surroundings(check_documents(files), ""))
    assert suite is not None, found
    went = list(run(suite))
    assert [(each.story.title, each.failures) for each in went if each.failures] == []
    counted = measure(suite, went)
    assert {kind: count.missing for kind, count in counted._asdict().items() if count.missing} == {}
    assert counted.rules.reached == counted.rules.all == 1
