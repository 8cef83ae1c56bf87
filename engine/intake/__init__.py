"""Rows of tables as commands: bulk import and bulk advance from CSV files.

table = open_table("orders.csv")
batches(starts(table, definition, mapping, zone))        -> batches of starts
advances(table, finder(store, definition_of), mapping, zone, defaults)  -> batches of advances
carry_out(batches, run_many, rejected)                   -> what became of them
"""

from __future__ import annotations

from engine.intake.advances import advances
from engine.intake.carry import BATCH, Tally, batches, carry_out
from engine.intake.find import finder
from engine.intake.mapping import parse_map
from engine.intake.problems import HELP, PROBLEMS
from engine.intake.rejects import Rejects
from engine.intake.row import IntakeError, Record, Row
from engine.intake.starts import starts
from engine.intake.table import Table, open_table
from engine.intake.visits import Found, Resolve, Sought

__all__ = [
    "BATCH",
    "HELP",
    "PROBLEMS",
    "Found",
    "IntakeError",
    "Record",
    "Rejects",
    "Resolve",
    "Row",
    "Sought",
    "Table",
    "Tally",
    "advances",
    "batches",
    "carry_out",
    "finder",
    "open_table",
    "parse_map",
    "starts",
]
