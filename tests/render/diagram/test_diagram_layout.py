"""Whatever boxes and arrows there are: nothing lies on anything else, and everything is on the canvas."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.render.diagram.layout import Layout, Link, Place, Size, lay_out
from engine.render.diagram.tracks import Net, assign

sides = st.integers(20, 260).map(float)
sizes = st.tuples(sides, sides)
labels = st.one_of(st.just((0.0, 0.0)), st.tuples(st.integers(20, 170), st.integers(15, 90)))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Size], list[Link]]:
    """Up to 14 boxes, mostly one after another, with arrows between any of them, loops included."""
    boxes = draw(st.lists(sizes, min_size=1, max_size=14))
    number = st.integers(0, len(boxes) - 1)
    pairs = draw(st.lists(st.tuples(number, number), max_size=20))
    if draw(st.booleans()):
        pairs += list(pairwise(range(len(boxes))))
    return boxes, [Link(one, two, draw(labels)) for one, two in dict.fromkeys(pairs)]


def over(one: Place, two: Place) -> bool:
    return (
        one.x < two.x + two.width
        and two.x < one.x + one.width
        and one.y < two.y + two.height
        and two.y < one.y + one.height
    )


def pieces(layout: Layout, number: int) -> list[Place]:
    """The straight lines of an arrow, as rectangles without width or without height."""
    found = []
    for (x, y), (to_x, to_y) in pairwise(layout.paths[number]):
        found.append(Place(min(x, to_x), min(y, to_y), abs(x - to_x), abs(y - to_y)))
    return found


def shrunk(place: Place) -> Place:
    return Place(place.x + 1, place.y + 1, place.width - 2, place.height - 2)


def grown(place: Place) -> Place:
    return Place(place.x - 5, place.y - 5, place.width + 10, place.height + 10)


@settings(derandomize=True, max_examples=80, deadline=None)
@given(graphs())
def test_nothing_is_on_top_of_anything(graph: tuple[list[Size], list[Link]]) -> None:
    check(*graph)


@pytest.mark.soak
@settings(max_examples=3000, deadline=None)
@given(graphs())
def test_nothing_is_on_top_of_anything_in_many(graph: tuple[list[Size], list[Link]]) -> None:
    check(*graph)


def check(boxes: list[Size], links: list[Link]) -> None:
    layout = lay_out(boxes, links)
    shown = {number: place for number, place in enumerate(layout.labels) if place.height}
    solid = [*layout.boxes, *shown.values()]
    assert not [pair for pair in combinations(solid, 2) if over(*pair)]
    for size, place in zip(boxes, layout.boxes, strict=True):
        assert place.width >= size[0]
        assert place.height == size[1]
    for number, link in enumerate(links):
        lines = pieces(layout, number)
        for place in [*solid, *lines]:
            assert place.x >= -0.5
            assert place.y >= -0.5
            assert place.x + place.width <= layout.width + 0.5
            assert place.y + place.height <= layout.height + 0.5
        assert all(line.width < 0.6 or line.height < 0.6 for line in lines), "only straight lines"
        in_the_way = [shrunk(place) for place in layout.boxes]
        in_the_way += [shrunk(place) for other, place in shown.items() if other != number]
        assert not [1 for line in lines for place in in_the_way if over(line, place)]
        begin, end = layout.paths[number][0], layout.paths[number][-1]
        assert touches(layout.boxes[link.source], begin)
        assert touches(layout.boxes[link.target], end)
        if number in shown:
            near = grown(shown[number]) if link.source == link.target else shrunk(shown[number])
            assert any(over(line, near) for line in lines), "a label is on its own arrow"
    for one, two in combinations(range(len(links)), 2):
        assert not together(pieces(layout, one), pieces(layout, two))


def touches(place: Place, point: tuple[float, float]) -> bool:
    """Whether a point is on a rectangle's edge."""
    x, y = point
    inside = place.x - 0.6 <= x <= place.x + place.width + 0.6
    inside = inside and place.y - 0.6 <= y <= place.y + place.height + 0.6
    return inside and not over(Place(x, y, 0, 0), shrunk(place))


def together(ones: list[Place], twos: list[Place]) -> bool:
    """Whether two arrows run on the same line for more than a moment."""
    for one in ones:
        for two in twos:
            across = max(one.x, two.x) - min(one.x + one.width, two.x + two.width)
            along = max(one.y, two.y) - min(one.y + one.height, two.y + two.height)
            upright = one.width < 0.6 and two.width < 0.6
            level = one.height < 0.6 and two.height < 0.6
            if (upright and abs(one.x - two.x) < 2 and along < -3) or (
                level and abs(one.y - two.y) < 2 and across < -3
            ):
                return True
    return False


def test_an_arrow_back_runs_beside_what_it_passes() -> None:
    layout = lay_out([(100.0, 40.0)] * 3, [Link(0, 1), Link(1, 2), Link(2, 0, (60.0, 20.0))])
    assert layout.loops == [False, False, True]
    tops = [place.y for place in layout.boxes]
    assert tops == sorted(tops)
    assert layout.paths[0][0][0] == layout.paths[0][-1][0], "the way on is one straight line"
    xs = {x for x, _y in layout.paths[2][1:-1]}
    assert all(x < place.x or x > place.x + place.width for x in xs for place in layout.boxes)


def test_an_arrow_to_itself_is_beside_its_box() -> None:
    layout = lay_out([(100.0, 40.0)], [Link(0, 0, (30.0, 18.0))])
    (box,), (label,) = layout.boxes, layout.labels
    assert label.x >= box.x + box.width or label.x + label.width <= box.x
    assert len(layout.paths[0]) == 4


def test_two_arrows_that_change_places_do_not_meet() -> None:
    one, two = Net(0.0, True, 20.0, False), Net(20.0, True, 0.0, False)
    assert assign([one, two]) == 3
    lower, upper = sorted([one, two], key=lambda net: -net.level)
    assert lower.turns() == [(lower.first, 1), (lower.last, 1)]
    aside = upper.last + (8 if upper.first > upper.last else -8)
    assert upper.turns() == [(upper.first, 0), (aside, 0), (aside, 2), (upper.last, 2)]


def test_the_same_graph_gives_the_same_picture() -> None:
    boxes = [(100.0 + 7 * place, 40.0) for place in range(20)]
    links = [Link(place, (7 * place + 3) % 20, (50.0, 18.0)) for place in range(20)]
    assert lay_out(boxes, links) == lay_out(list(boxes), list(links))
