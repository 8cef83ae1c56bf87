"""What a worker says, as lines of a log: text for people, or JSON, one object a line."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from cli.console import Console
from cli.output import inert
from cli.when import iso
from engine.model.refusals import Refusal
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.worker import Said

TASKS = 5
"""So many tasks of a round are named; the others are counted."""
TEXTS = {
    "started": N_("worker %(name)s begins; it looks at least every %(every)s"),
    "round": N_("due: %(timers)s; left over: %(commands)s (%(tasks)s)"),
    "told": N_("messages sent: %(sent)s, given up: %(dead)s; notices that lead to nobody: %(nobody)s"),
    "more-refused": N_("and %(count)s more that could not be done"),
    "clock-right": N_("the clock can be believed again; going on"),
    "back": N_("the database is there again; going on"),
    "stopped": N_("worker %(name)s stops"),
    "forward": N_("the clock went forward by %(by)s: it was set, or the machine slept"),
    "back-by": N_("the clock was set back by %(by)s: what is due waits until it has come there again"),
}


class Speaker:
    """Writes to stderr, each line at once, with the time by the workspace's clock and zone."""

    def __init__(self, console: Console, as_json: bool) -> None:
        self._console = console
        self._json = as_json
        self._zone = "UTC"
        self._last = 0

    def say(self, said: Said) -> None:
        """One line."""
        at = iso(self._now(), self._zone)
        if self._json:
            line = json.dumps({"at": at, "what": said.what, **self._plain(said)}, ensure_ascii=True)
        else:
            line = f"{at} {inert(self._words(said))}"
        sys.stderr.write(line + "\n")
        sys.stderr.flush()

    def _now(self) -> int:
        from engine.app import wall_clock

        app = self._console.opened
        if app is None:
            return wall_clock()
        self._zone = app.zone
        return app.clock()

    def _plain(self, said: Said) -> dict[str, Any]:
        found = dict(said.data)
        if said.what == "away":
            problem = found.pop("problem")
            found["code"] = getattr(problem, "code", None) or getattr(problem, "what", "")
            found["text"] = self._words(said)
        if isinstance(found.get("refusal"), Refusal):
            from engine.service import plain

            found.update(plain(found.pop("refusal")))
        if "tasks" in found:
            found["tasks"] = [f"T-{task}" for task in found["tasks"]]
        if found.get("task") is not None:
            found["task"] = f"T-{found['task']}"
        if "at" in found:
            found["for"] = iso(found.pop("at"), self._zone)
        if "now" in found:
            found["now"] = iso(found["now"], self._zone)
        return found

    def _words(self, said: Said) -> str:
        from engine.render.instants import lasting

        what, data = said.what, said.data
        if what == "away":
            from cli.failure import outage

            text = outage(data["problem"]) or _("another process was at it")
            return _("%(problem)s Trying again until it is there.") % {"problem": text}
        if what == "clock-ahead":
            from engine.render.refusals import render

            text = " ".join(render(data["refusal"], self._zone).split("\n"))
            return _("%(problem)s Trying again until the clock can be believed.") % {"problem": text}
        if what == "clock-behind":
            from cli.clock import behind

            return behind(data["by"])
        if what == "refused":
            return self._refused(said)
        if what == "scheduled":
            from cli.scheduled import started
            from engine.render.instants import local

            return started(data["sop"], data["task"], local(data["at"], self._zone))
        if what == "round":
            return _(TEXTS[what]) % self._counted(data)
        if what == "jumped":
            way = "forward" if data["by"] > 0 else "back-by"
            return _(TEXTS[way]) % {"by": lasting(abs(data["by"]))}
        if what == "started":
            return _(TEXTS[what]) % {"name": data["name"], "every": lasting(int(data["every"] * 1000))}
        return _(TEXTS[what]) % data

    def _counted(self, data: dict[str, Any]) -> dict[str, str]:
        from cli.sweep import counted

        tasks = data["tasks"]
        named = _(", ").join(f"T-{task}" for task in tasks[:TASKS])
        if len(tasks) > TASKS:
            named = _("%(some)s and %(n)s more") % {"some": named, "n": f"{len(tasks) - TASKS:,}"}
        return {**counted(data["timers"], data["commands"]), "tasks": named}

    def _refused(self, said: Said) -> str:
        from cli.sweep import not_done
        from engine.sweep import Refused

        app = self._console.opened
        assert app is not None
        return not_done(app, Refused(said.data["task"], said.data["kind"], said.data["refusal"]))
