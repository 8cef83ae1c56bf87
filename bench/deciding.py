"""Decide and evolve one advance, the machine included: <= 40 us, and below the peers (if installed)."""

from __future__ import annotations

from collections.abc import Callable

from bench.measure import report, rounds, verdict
from bench.shipping import context, picking, program, started
from engine.kernel import decide
from engine.model.refusals import Refusal

LIMIT_US = 40.0


def run() -> None:
    """Print the figures."""
    prog, ctx = program(), context()
    task, command = started(prog, ctx), picking()

    def ours() -> None:
        decision = decide(prog, task, command, ctx)
        assert not isinstance(decision, Refusal)
        decision.draft.task(2, bytes(32))

    works: dict[str, Callable[[], object]] = {"sopwright: decide + evolve": ours}
    works.update(peers())
    timings = rounds(works, repeat=15, times=400)
    report("decide + evolve, one advance", timings)
    mine = timings["sopwright: decide + evolve"].median
    verdict("microseconds against the limit", mine, LIMIT_US)
    for name, timing in timings.items():
        if not name.startswith("sopwright"):
            print(f"  against {name}: {mine / timing.median:.2f}")


def peers() -> dict[str, Callable[[], object]]:
    """A guarded step forward in libraries that can be compared, as far as they are installed."""
    found: dict[str, Callable[[], object]] = {}
    try:
        from statemachine import State, StateMachine
    except ImportError:
        print("  (python-statemachine is not installed: not compared)")
    else:

        class Order(StateMachine):
            pick = State(initial=True)
            pack = State()
            done = pick.to(pack, cond="ready")
            back = pack.to(pick)

            def ready(self) -> bool:
                return True

        def statemachine() -> None:
            Order().send("done")

        order = Order()

        def statemachine_kept() -> None:
            order.send("done")
            order.send("back")

        found["python-statemachine, a machine a task"] = statemachine
        found["python-statemachine, kept (two transitions)"] = statemachine_kept
    try:
        from sismic.interpreter import Interpreter
        from sismic.io import import_from_yaml
    except ImportError:
        print("  (sismic is not installed: not compared)")
    else:
        chart = import_from_yaml(
            "statechart:\n  name: order\n  root state:\n    name: root\n    initial: pick\n    states:\n"
            "    - name: pick\n      transitions:\n      - target: pack\n        event: done\n"
            "        guard: x > 0\n    - name: pack\n      transitions:\n      - target: pick\n"
            "        event: back\n",
        )
        interpreter = Interpreter(chart, initial_context={"x": 1})
        interpreter.execute()

        def sismic() -> None:
            interpreter.queue("done").execute_once()
            interpreter.queue("back").execute_once()

        found["sismic (two transitions)"] = sismic
    return found
