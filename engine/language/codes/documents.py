"""K9xx: what team, calendar and workspace files say, beyond their shape."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "K901": Code(
        "team-unknown-role",
        N_("'%(role)s' is not a role of this team"),
        N_("add it under 'roles', which has: %(roles)s"),
    ),
    "K902": Code(
        "login-twice",
        N_("the login '%(login)s' is %(person)s's already"),
        N_("a login belongs to one person: delete one of them"),
    ),
    "K903": Code(
        "nobody-may-publish",
        N_("nobody holds a role that may publish: %(roles)s"),
        N_("give one of these roles to somebody under 'people'"),
    ),
    "K910": Code(
        "unknown-zone",
        N_("'%(zone)s' is not a time zone"),
        N_("write its name in the IANA database, such as Asia/Shanghai"),
    ),
    "K911": Code(
        "no-such-date",
        N_("there is no %(date)s"),
        N_("write year-month-day, such as 2026-10-01"),
    ),
    "K912": Code(
        "hours-empty",
        N_("these hours end when they begin: %(span)s"),
        N_("the whole day is 00:00-24:00; no hours at all are []"),
    ),
    "K913": Code(
        "hours-overlap",
        N_("these hours begin before the ones above end: %(span)s"),
        N_("write the spans of a day in order and apart"),
    ),
    "K914": Code(
        "weekday-twice",
        N_("the hours of %(day)s stand on line %(first)s already"),
        N_("give each weekday its hours once"),
    ),
    "K915": Code(
        "no-workday",
        N_("no weekday has any hours"),
        N_("give at least one weekday hours, such as mon-fri: 09:00-18:00"),
    ),
    "K916": Code(
        "off-and-on",
        N_("%(date)s stands under 'off' and under 'on'"),
        N_("delete one of them"),
    ),
    "K950": Code(
        "year-provisional",
        N_(
            "'%(name)s' does not know the holidays of %(year)s yet: what is planned from %(from)s on is"
            " provisional"
        ),
        N_("when they are announced, update the package chinesecalendar and publish the calendar again"),
    ),
    "K951": Code(
        "year-refused",
        N_("'%(name)s' does not know the holidays of %(year)s yet and refuses to plan from %(from)s on"),
        N_(
            "update the package chinesecalendar and publish the calendar again, or say"
            " 'missing_year: provisional'"
        ),
    ),
}
