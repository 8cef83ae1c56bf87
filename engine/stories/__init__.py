"""Stories: how people test their own SOPs. Commands at virtual times, decided by the kernel without a
database, and what must then be so.

    surroundings   the SOPs, calendars and people that stories are about, as read together
    reading        a story file's bytes to stories, or to everything that is wrong with it
    running        a story to its failures; every command goes the way of a real one
    expecting      what a moment's ``then`` finds otherwise
    coverage       what no story reached
    telling        failures and coverage as people read them
"""

from engine.stories.coverage import Coverage, measure
from engine.stories.plan import Story, Suite
from engine.stories.reading import read_stories
from engine.stories.running import Failure, Result, run
from engine.stories.surroundings import Surroundings, surroundings

__all__ = [
    "Coverage",
    "Failure",
    "Result",
    "Story",
    "Suite",
    "Surroundings",
    "measure",
    "read_stories",
    "run",
    "surroundings",
]
