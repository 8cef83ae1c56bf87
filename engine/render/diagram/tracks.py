"""The horizontal pieces of arrows between two layers: each on a track where nothing lies on top of it."""

from __future__ import annotations

NEAR = 7.0
"""Pixels that two lines side by side keep from each other."""

PASSES = 6


class Net:
    """A piece of an arrow between two layers, from ``first`` to ``last`` (x), each of which comes from the
    layer above or goes to the one below. ``level`` is its track, counted from above. Where it would come
    down on another's line, it comes down beside it, at ``aside``, and turns once more at level ``lower``."""

    __slots__ = ("aside", "first", "first_above", "high", "last", "last_above", "level", "low", "lower")

    def __init__(self, first: float, first_above: bool, last: float, last_above: bool) -> None:
        self.first, self.first_above = first, first_above
        self.last, self.last_above = last, last_above
        self.low, self.high = min(first, last), max(first, last)
        self.level = self.lower = 0
        self.aside: float | None = None

    @property
    def straight(self) -> bool:
        """Whether it is one vertical line."""
        return self.first_above != self.last_above and abs(self.first - self.last) < 0.5

    def turns(self) -> list[tuple[float, int]]:
        """Where it turns, as x and level, from ``first`` to ``last``."""
        if self.straight:
            return []
        ends = [(self.first, self.level), (self.last, self.level)]
        if self.aside is None:
            return ends
        besides = [(self.aside, self.level), (self.aside, self.lower)]
        if self.last_above:
            return [(self.first, self.lower), *besides[::-1], ends[1]]
        return [ends[0], *besides, (self.last, self.lower)]

    def ends(self, above: bool) -> list[float]:
        """Where it meets the layer above, or the one below."""
        return [
            x
            for x, is_above in ((self.first, self.first_above), (self.last, self.last_above))
            if is_above == above
        ]


def assign(nets: list[Net]) -> int:
    """Give every net that is not straight its level; returns how many levels there are.

    An order from above to below with few crossings is sought; then nets that do not meet share a level.
    """
    bent = [net for net in nets if not net.straight]
    order = _ordered(sorted(bent, key=lambda net: (net.low, net.high)))
    for place, net in enumerate(order):
        net.level = max(
            (other.level + 1 for other in order[:place]
             if other.low - NEAR < net.high and net.low - NEAR < other.high),
            default=0,
        )  # fmt: skip
    levels = max((net.level + 1 for net in bent), default=0)
    for upper in bent:
        blocked = [x for lower in bent if lower.level > upper.level for x in lower.ends(above=True)]
        for x in upper.ends(above=False):
            if any(abs(x - other) < NEAR for other in blocked):
                upper.aside = x + (NEAR + 1) * (1 if upper.first + upper.last > 2 * x else -1)
                upper.lower = levels
                levels += 1
    return levels


def _ordered(nets: list[Net]) -> list[Net]:
    """The order with the fewest crossings that moving one net at a time finds."""
    count = len(nets)
    price = [[_price(upper, lower) for lower in nets] for upper in nets]
    order: list[int] = []
    for net in range(count):
        _insert(order, net, price)
    for _ in range(PASSES):
        before = list(order)
        for net in range(count):
            order.remove(net)
            _insert(order, net, price)
        if order == before:
            break
    return [nets[place] for place in order]


def _insert(order: list[int], net: int, price: list[list[int]]) -> None:
    """Put a net where it costs least, the uppermost such place."""
    cost = sum(price[net][other] for other in order)
    best, place = cost, 0
    for index, other in enumerate(order, 1):
        cost += price[other][net] - price[net][other]
        if cost < best:
            best, place = cost, index
    order.insert(place, net)


def _price(upper: Net, lower: Net) -> int:
    """What it costs that a net runs above another: crossings, and (far more) lines on top of each other."""
    down, up = upper.ends(above=False), lower.ends(above=True)
    price = sum(lower.low < x < lower.high for x in down) + sum(upper.low < x < upper.high for x in up)
    return price + 1000 * sum(abs(one - two) < NEAR for one in down for two in up)
