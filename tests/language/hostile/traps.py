"""What other readers of YAML, of templates and of numbers fall for."""

from __future__ import annotations

import random

from tests.endtoend.hostile import hostile

PRODUCT = "9449772114007"
"""What 1234567 * 7654321 is: no report may ever say it, since nothing of a document is reckoned there."""
CANARY = "hostile-canary"
"""The file that a document would make if anything in it were carried out."""

TEMPLATE = """\
sop: x
title: {0}
data: {{a: {{type: text, title: {0}}}, b: [{0}, other]}}
steps:
  one:
    title: {0}
    help: {0}
    checklist: [{0}, {{fill: a}}]
    outcomes: {{done: {{to: end, title: {0}, reason: [{0}]}}}}
reasons: {{late: [{0}]}}
"""
INJECTIONS = (
    "{{1234567*7654321}}", "{% for x in ().__class__.__bases__ %}{% endfor %}", "{0.__class__}", "{0}",
    "{}", "%s", "%(key)s", "%n%n%n", "%d", "%%", "%(", "${1234567*7654321}", "#{1234567*7654321}",
    "<%= 1234567*7654321 %>", "$(touch " + CANARY + ")", "`touch " + CANARY + "`", "; touch " + CANARY,
    "=1234567*7654321", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "'; DROP TABLE tasks; --",
    "../../../../etc/passwd", "file:///etc/passwd", "__class__",
    "__import__('os').system('touch " + CANARY + "')", "{key.__init__.__globals__}",
    "%(what)s %(expected)s", "{{config}}", "{{self.__init__.__globals__}}",
    "{{''.__class__.__mro__[1].__subclasses__()}}", "\\N{BULLET}", "\\033[31m",
)  # fmt: skip
TAGS = (
    "!!python/object/apply:os.system [touch {0}]", "!!python/object/new:os.system [touch {0}]",
    "!!python/name:os.system", "!!python/module:os", "!!python/object:os.stat_result {{}}",
    "!!python/object/apply:subprocess.Popen [[touch, {0}]]", "!!python/object/apply:builtins.eval ['1']",
    "!!python/object/apply:builtins.exec ['open(\"{0}\", \"w\")']", "!!python/tuple [x]",
    "!!python/bytes eA==", "!!binary eA==", "!!set {{x, y}}", "!!omap [x: y]", "!!timestamp 2026-02-30",
    "!!float .inf", "!!int 0x10", "!!bool maybe", "!!null x", "!!str x", "!!map {{}}",
    "!include /etc/passwd", "!ENV ${{HOME}}", "!x", "!", "!!",
    "!<tag:yaml.org,2002:python/object/apply:os.system> [touch {0}]", "!%21 x", "!!js/function 'x'",
    "!ruby/object:X {{}}",
)  # fmt: skip
PLACES = (
    "{0}", "sop: {0}\nsteps: [a]", "sop: x\nsteps: {0}", "sop: x\nsteps:\n  a: {0}", "sop: x\nsteps: [{0}]",
    "{0} : x\nsop: x", "{0} sop: x\nsteps: [a]",
)  # fmt: skip
NUMBERS = (
    "9" * 400, "-" + "9" * 400, "1e400", "-1e-400", "1e999999999", "Infinity", "-Infinity", "NaN", ".inf",
    ".nan", "0x7fffffffffffffff", "0o777", "0b1", "1_000", "1,000", "١٢٣", "１２３", "²", "½", "1.2.3", "--1",
    "+1", "1e", "0" * 500, "0." + "0" * 400 + "1", "9223372036854775808", "18446744073709551616", "1/0",
    "1 000", "8:30", "190:20:30", "-0", "1" * 16, "0.1" * 50, "1e15", "999999999999999",
    "1.0000000000000001", "３０", "三", "30kg", "30%", "¥30", "∞", "1e-15",
)  # fmt: skip
NUMBER_PLACES = (
    "sop: x\ndata: {{a: {{type: number, min: {0}, max: {0}}}}}\nsteps: [one]",
    "sop: x\ndata: {{a: {{type: integer, default: {0}}}}}\nsteps: [one]",
    "sop: x\ndata: {{a: {{type: money, min: {0}}}}}\nsteps: [one]", "sop: x\nsteps: {{one: {{due: {0}h}}}}",
    "sop: x\nsteps: {{one: {{due: {0} days}}}}", "sop: x\nsteps: {{one: {{due: 1h by {0}}}}}",
    "sop: x\ndata: {{a: number}}\nsteps: {{one: {{when: 'a > {0}'}}}}",
    "sop: x\nsteps: {{one: {{checklist: [{{must: '{0} > 1'}}]}}}}",
    "sop: x\ndata: {{a: {{type: text, max: {0}}}}}\nsteps: [one]",
    "sop: x\ndata: {{a: {{type: date, min: {0}}}}}\nsteps: [one]",
    "sop: x\ndata: {{a: {{type: duration, max: {0} months}}}}\nsteps: [one]",
    "calendar: x\nzone: Asia/Shanghai\nhours: {{mon: '{0}-{0}'}}",
    "calendar: x\nzone: '{0}'\nhours: {{mon: 09:00-18:00}}\noff: ['{0}']",
)  # fmt: skip
OLD = (
    "yes", "no", "on", "off", "y", "n", "Yes", "NO", "~", "null", "Null", "true", "False", "8:30",
    "12:30:45", "0o17", "017", "0x1F", "1_000", "1e3", ".5", "1.", "2026-02-30", "2026-13-01",
    "2001-12-14t21:59:43.10-05:00", "=", "<<", ".inf", "+.INF", "-.inf", ".NaN", "0b1010", "685_230.15",
    "190:20:30.15", "@x", "`x`", "%x", "? x", "- x", "| ", ">-",
)  # fmt: skip
OLD_PLACES = (
    "sop: {0}\nsteps: [{0}]", "sop: x\nsteps: {{{0}: {{}}}}",
    "sop: x\ndata: {{f: [{0}, other]}}\nsteps: [one]",
    "sop: x\ndata: {{f: {{type: boolean, default: {0}}}}}\nsteps: [one]", "sop: x\nrole: {0}\nsteps: [one]",
    "sop: x\nsteps:\n  one:\n    due: {0}\n    bulk: {0}\n    title: {0}",
    "sop: x\nsteps:\n  one:\n    outcomes:\n      {0}: end",
    "sop: x\nlang: {0}\nsteps: [one]\ntexts: {{{0}: {{one: eins}}}}",
    "team: {0}\nroles: [{0}]\npeople: {{{0}: {0}}}", "{0}: x\nsop: x\nsteps: [one]",
)  # fmt: skip
STREAMS = (
    "sop: x\nuse: /etc/passwd\nsteps: [a]", "sop: x\nuse: ../../../../etc/passwd\nsteps: [a]",
    "sop: x\nuse: /dev/zero\nsteps: [a]", "sop: x\nuse: ../x.parts.yaml\nsteps: [a]",
    "sop: x\nuse: https://x/y.parts.yaml\nsteps: [a]", "sop: x\nuse: 'x\0.parts.yaml'\nsteps: [a]",
    "", " ", "\n", "\t", "#", "# only a comment\n", "---", "---\n", "---\n---\n", "...", "...\n...",
    "--- x", "--- |\n x", "sop: x\n---\nsop: y\n", "sop: x\nsteps: [a]\n...\n", "%YAML 1.2\n---\nsop: x\n",
    "%YAML 9.9\n---\nx", "%TAG ! tag:x,2000:\n---\nsop: !x y\n", "%FOO\n---\n", "sop: x\nsteps: [a]\n---\n",
    "sop: x\nsteps: [a]\n...\nmore\n", "sop", "[]", "{}", "[sop]", "- sop: x", "'sop: x'", "\"", "'", "[",
    "{", "]", "}", "|", ">", "&", "*", "!", "%", "@", "`", "?", "-", ":", ",", "sop:", "sop: x",
    "steps: [a]", "sop: x\nsteps:", "sop: x\nsteps: []", "sop: x\nsteps: {}", "sop: x\nsteps: ''", "\x00",
    "\x00" * 5_000, "\xff", "0", "null", "true", "a: b: c: d", ": : :", "- - - -", "? ? ?", "| |",
    "a\n b\n  c\n b\na", "sop: x\rsteps: [a]\r", "\ufeff", "\ufeff\ufeff", "workspace: x", "team: x",
    "calendar: x", "story: x", "sop: x\nteam: y\ncalendar: z\nworkspace: w\n", "#!/bin/sh\ntouch " + CANARY,
    "<?xml version='1.0'?><sop/>", '{"sop": "x", "steps": ["a"]}',
)  # fmt: skip
NAMES = (
    "__class__", "__init__", "__proto__", "constructor", "self", "None", "True", "lambda", "import", "end",
    "end.x", "start", "now", "today", "due", "limit", "else", "done", "not", "and", "hold", "sop", "steps",
    "a" * 5_000, "工" * 5_000, "a b", "a.b", "a-b", "a/b", "a\\b", "a:b", "a#b", "a\u200bb", "ａ", "ﬁ", "é",
    "e\u0301", "İ", "ı", "ß", "Ⅷ", "²", "\u202eabc", "🎈", "\U000e0041", "1a", "-a", "_", "__", "$a", "%a",
    "a%s", "{a}", "[a]", "a\tb", "max", "has", "visits",
)  # fmt: skip
NAME_PLACES = (
    "sop: {0}\nsteps: [one]", "sop: x\nsteps: [{0}, {0}]", "sop: x\nsteps: {{{0}: {{next: {0}}}}}",
    "sop: x\ndata: {{{0}: number}}\nsteps: {{one: {{when: '{0} > 1', checklist: [{{fill: {0}}}]}}}}",
    "sop: x\nsteps: {{one: {{outcomes: {{{0}: {0}}}}}}}",
    "sop: x\nsteps: [one]\ndeadlines: {{{0}: {{step: {0}, due: 1h after {0}}}}}",
    "sop: x\nrole: {0}\ncalendar: {0}\nowner: {0}\nref: {0}\nunique: {0}\nsteps: [one]",
    "team: {0}\nroles: [{0}]\npeople: {{{0}: {0}}}",
    "sop: x\ndata: {{a: [{0}, other]}}\nsteps: {{one: {{when: 'a == {0}'}}}}",
    "sop: x\nsteps: {{one: {{due: 1h after {0}, not_by: [{0}]}}}}",
    "calendar: {0}\nzone: {0}\nhours: {{{0}: 09:00-18:00}}",
)  # fmt: skip


def _quoted(text: str, quote: bool) -> str:
    return "'" + text.replace("'", "''") + "'" if quote else text


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def tags(chance: random.Random, number: int) -> bytes:
    """A tag that makes an object, runs something, includes a file; at every kind of place."""
    return _bytes(chance.choice(PLACES).format(TAGS[number % len(TAGS)].format(CANARY)))


def templates(chance: random.Random, number: int) -> bytes:
    """Texts that templates, formats, shells, sheets and databases obey, wherever people read a text."""
    texts = INJECTIONS if number % 2 else hostile()
    text = texts[(number // 2) % len(texts)] if number % 2 else chance.choice(texts)
    return _bytes(TEMPLATE.format(_quoted(text, quote=chance.random() < 0.8)))


def numbers(chance: random.Random, number: int) -> bytes:
    """Numbers that are none, or far too many."""
    return _bytes(chance.choice(NUMBER_PLACES).format(NUMBERS[number % len(NUMBERS)]))


def old_yaml(chance: random.Random, number: int) -> bytes:
    """Words and numbers that YAML 1.1 turns into something else."""
    return _bytes(
        chance.choice(OLD_PLACES).format(_quoted(OLD[number % len(OLD)], quote=chance.random() < 0.2))
    )


def streams(chance: random.Random, number: int) -> bytes:
    """Nothing, signs alone, several documents, directives, other formats."""
    text = STREAMS[number % len(STREAMS)]
    return _bytes(
        text if number < len(STREAMS) else chance.choice(("", "\n", "# x\n", "\t", "\ufeff")) + text
    )


def names(chance: random.Random, number: int) -> bytes:
    """Names that mean something elsewhere, look like others, or cannot be typed."""
    return _bytes(
        chance.choice(NAME_PLACES).format(_quoted(NAMES[number % len(NAMES)], quote=chance.random() < 0.7))
    )
