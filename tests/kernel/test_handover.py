"""A visit goes on without somebody who leaves."""

from __future__ import annotations

from typing import Any

from kernel_story import codes
from test_sharing import Shop

from engine.kernel import Context
from engine.model.commands import HandOver

EVERYBODY = ("何亮", "苏芮", "周强", "林岚", "赵敏")


def hand(shop: Shop, person: str, to: str | None = None, who: str = "林岚", **how: Any) -> Any:
    return shop.do(HandOver(b"", 7, shop.open_visit, person, to, **how), who)


def test_what_somebody_has_goes_to_another_who_may_do_it() -> None:
    shop = Shop()
    shop.claim("何亮")
    assert hand(shop, "何亮", "苏芮", reason=" left ") == ["assigned"]
    assert shop.facts[-1] == [
        {"fact": "assigned", "visit": 1, "to": "苏芮", "how": "leave", "reason": "left"}
    ]
    assert shop.whose == ("苏芮", None)


def test_without_somebody_named_it_is_free_again() -> None:
    shop = Shop()
    shop.claim("何亮")
    assert hand(shop, "何亮") == ["assigned"]
    assert shop.whose == (None, None)


def test_what_others_delegated_to_them_goes_back_but_not_to_who_is_away() -> None:
    shop = Shop()
    shop.delegate("周强", "何亮")
    assert hand(shop, "周强") == ["assigned"]
    assert shop.whose == ("何亮", None)
    away = Shop()
    away.delegate("周强", "何亮")
    away.stands_in = {"苏芮": ["何亮"]}
    hand(away, "周强")
    assert away.whose == (None, None)


def test_what_is_done_for_them_goes_too() -> None:
    shop = Shop()
    shop.delegate("周强", "何亮")
    assert hand(shop, "何亮", "苏芮") == ["assigned"]
    assert shop.whose == ("苏芮", None)


def test_to_a_candidate_only() -> None:
    shop = Shop()
    shop.claim("何亮")
    assert codes(hand(shop, "何亮", "周强")) == ["not-a-candidate"]
    assert codes(hand(shop, "何亮", "小明")) == ["unknown-person"]
    assert codes(hand(shop, "何亮", "何亮")) == ["same-person"]
    shop.finish("何亮")
    shop.claim("苏芮")
    assert codes(hand(shop, "苏芮", "何亮")) == ["not-by"]


def test_only_what_is_theirs_at_that_moment() -> None:
    shop = Shop()
    assert codes(hand(shop, "何亮", "苏芮")) == ["not-theirs"]
    shop.claim("苏芮")
    assert codes(hand(shop, "何亮")) == ["not-theirs"]


def test_who_may_assign_who_administers_and_the_person_themself() -> None:
    for who in EVERYBODY:
        shop = Shop()
        shop.claim("何亮")
        answer = hand(shop, "何亮", "赵敏", who=who)
        if who in ("何亮", "林岚", "赵敏"):
            assert answer == ["assigned"]
        else:
            assert codes(answer) == ["may-not"]
    shop = Administered()
    shop.claim("何亮")
    assert hand(shop, "何亮", "赵敏", who="周强") == ["assigned"]


class Administered(Shop):
    """A shop whose team lets 周强 look after it."""

    def context(self, who: str) -> Context:
        found = super().context(who)
        may = frozenset({"administer"}) if who == "周强" else frozenset[str]()
        return found._replace(actor=found.actor._replace(may=may))
