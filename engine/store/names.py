"""Names that rows refer to by number: SOPs, steps, persons, sets of roles.

They are few and never change, so both directions are kept in memory. A name that was given its number in a
transaction that is then rolled back has none; the memory is emptied, or the number would soon be
another name's.
"""

from __future__ import annotations

from typing import Any

from engine.store.database import Database
from engine.store.errors import StoreError

Roles = tuple[str, ...]


def join_roles(roles: Roles) -> str:
    """Role names as one text, one space between them; a space inside a name becomes a no-break space."""
    return " ".join([role.replace(" ", "\u00a0") for role in roles])


def split_roles(names: str) -> Roles:
    """The role names of that text again."""
    return tuple([name.replace("\u00a0", " ") for name in names.split(" ")]) if names else ()


class _Numbers(dict[Any, int]):
    """Name -> number; an unknown name is looked up, and given a number when it has none.

    Only to be asked in a transaction that writes.
    """

    def __init__(self, names: Names, kind: str) -> None:
        super().__init__()
        self._names, self._find, self._add = names, names.sql[f"{kind}-find"], names.sql[f"{kind}-add"]

    def __missing__(self, key: Any) -> int:
        params = self.params(key)
        fetch = self._names.database.fetch
        rows = fetch(self._find, params)
        if not rows:
            self._names.fresh = True
            # No row back: another process committed the name between the two statements.
            rows = fetch(self._add, params) or fetch(self._find, params)
        number = self[key] = int(rows[0][0])
        return number

    def params(self, key: Any) -> tuple[Any, ...]:
        return (key,)


class _StepNumbers(_Numbers):
    def params(self, key: Any) -> tuple[Any, ...]:
        return (key[0], key[1])


class _RoleSetNumbers(_Numbers):
    def params(self, key: Any) -> tuple[Any, ...]:
        return (join_roles(key),)


class _Words(dict[int, Any]):
    """Number -> name; at an unknown number the whole small table is read."""

    def __init__(self, names: Names, kind: str) -> None:
        super().__init__()
        self._names, self._all = names, names.sql[f"{kind}-all"]

    def __missing__(self, number: int) -> Any:
        self.read()
        if number not in self:
            raise StoreError("store-damaged", path=self._names.database.where, detail=f"no name {number}")
        return self[number]

    def read(self) -> None:
        """Read them all."""
        self.update(self._names.database.fetch(self._all))


class _RoleSets(_Words):
    def read(self) -> None:
        self.update([(number, split_roles(names)) for number, names in self._names.database.fetch(self._all)])


class Names:
    """Both directions for all four kinds.

    Keys: an SOP's name, (SOP's number, step), a person's key, a tuple of roles.
    """

    def __init__(self, database: Database, sql: dict[str, str]) -> None:
        self.database, self.sql = database, sql
        self.fresh = False
        self.sop_id = _Numbers(self, "sop")
        self.step_id = _StepNumbers(self, "step")
        self.person_id = _Numbers(self, "person")
        self.role_set_id = _RoleSetNumbers(self, "role-set")
        self.sop = _Words(self, "sop")
        self.step = _Words(self, "step")
        self.person = _Words(self, "person")
        self.role_set = _RoleSets(self, "role-set")

    def kept(self) -> None:
        """The transaction was committed: what it added is there for good."""
        self.fresh = False

    def lost(self) -> None:
        """The transaction was rolled back: forget what it added, and all else with it."""
        if self.fresh:
            self.fresh = False
            for memory in (self.sop_id, self.step_id, self.person_id, self.role_set_id):
                memory.clear()
            for words in (self.sop, self.step, self.person, self.role_set):
                words.clear()
