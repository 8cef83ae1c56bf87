"""Files that are small and would become huge, or that make a careless reader work for ever."""

from __future__ import annotations

import random

LARGEST = 1_000_000


def _with(key: str, text: str) -> bytes:
    """An SOP of one step in which ``key`` is ``text``, taken literally."""
    quoted = "'" + text.replace("'", "''") + "'"
    values = {
        "when": f"  one: {{when: {quoted}}}",
        "must": f"  one: {{checklist: [{{must: {quoted}}}]}}",
        "case": f"  one: {{next: {{{quoted}: end, else: end}}}}",
        "set": f"  one: {{outcomes: {{done: {{to: end, set: {{a: {quoted}}}}}}}}}",
        "due": f"  one: {{due: {quoted}}}",
    }
    if key == "value":
        data = f"{{a: number, t: text, v: {{type: number, value: {quoted}}}}}"
        return f"sop: x\ndata: {data}\nsteps: [one]\n".encode()
    return f"sop: x\ndata: {{a: number, t: text}}\nsteps:\n{values[key]}\n".encode()


def deep(chance: random.Random, number: int) -> bytes:
    """Levels and levels: of lists, maps, keys, quotes, blocks; alone and where a key wants something."""
    levels = chance.choice((33, 100, 500, 5_000, 50_000, 200_000))
    opening, closing = chance.choice(
        (
            ("[", "]"),
            ("{a: ", "}"),
            ("- ", ""),
            ("? ", ""),
            ("[{a: ", "}]"),
            ("{[", "]: x}"),
            ("!!seq [", "]"),
        ),
    )
    bomb = (opening * levels + "x" + closing * levels)[: LARGEST - 100]
    if number % 4 == 3:
        bomb = "\n".join(" " * level + "a:" for level in range(min(levels, 1_300)))
    before = ("", "sop: ", "sop: x\nsteps: ", "sop: x\nsteps:\n  one:\n    checklist: ", "sop: x\ndata: {a: ")
    return (before[number % len(before)] + bomb).encode()


def large(chance: random.Random, number: int) -> bytes:
    """As much as a file may hold, of one thing; just below the bound, at it, beyond it."""
    many = chance.choice((4_000, 11_000, 16_000, 34_000))
    size = chance.choice((LARGEST - 40, LARGEST + 1, 900_000))
    made = (
        lambda: f"sop: x\ntitle: {'字' * (size // 3)}\nsteps: [a]",
        lambda: f"sop: x\nsteps: [{', '.join(f's{no}' for no in range(many))}]",
        lambda: f"sop: x\nsteps: {{{', '.join(f's{no}: {{}}' for no in range(many // 2))}}}",
        lambda: "sop: x\nsteps: [a]\n" + "".join(f"k{no}: v\n" for no in range(many)),
        lambda: "sop: x\nsteps: [a]\n" + "titel: v\n" * many,
        lambda: f"sop: x\nsteps: [a]\ndata: {{{', '.join(f'f{no}: number' for no in range(many // 2))}}}",
        lambda: f"sop: x\nsteps: [a]\ndata: {{f: [{', '.join(f'c{no}' for no in range(many))}]}}",
        lambda: f"sop: x\nsteps: [a]\nref: {'a' * size}",
        lambda: f"sop: x\nsteps:\n  a:\n    checklist:\n{'      - x' * 1}" + "\n      - tick it" * many,
        lambda: "sop: x\nsteps:\n  a: {title: |\n" + "    line\n" * many + "}",
        lambda: "# nothing\n" * (size // 10),
        lambda: "\n" * size,
        lambda: "sop: x\ntitle: '" + "''" * (size // 2 - 20) + "'\nsteps: [a]",
        lambda: 'sop: x\ntitle: "' + "\\u4e00" * (size // 6 - 10) + '"\nsteps: [a]',
        lambda: (
            "sop: x\nsteps: [a]\ntexts: {en: {" + ", ".join(f"t{no}: u" for no in range(many // 2)) + "}}"
        ),
        lambda: f"{'a' * size}: x",
        lambda: "sop: x\nsteps: [a]\nrequired: [" + ", ".join(f"nobody{no}" for no in range(many)) + "]",
    )
    return made[number % len(made)]().encode()


def aliases(chance: random.Random, number: int) -> bytes:
    """Anchors and aliases: doubled and doubled again, to themselves, merged, where they are not closed."""
    width, levels = chance.randint(2, 12), chance.randint(3, 40)
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{no}: &a{no} [{', '.join([f'*a{no - 1}'] * width)}]" for no in range(1, levels)]
    laughs = "\n".join(lines)
    made = (
        laughs,
        f"sop: x\nsteps: [a]\n{laughs}\n",
        laughs.replace("[", "{<<: [").replace("]", "]}"),
        "a: &a [*a]\nsop: x\nsteps: [a]\n",
        "sop: x\nbase: &base {role: lead}\nsteps:\n  one: {<<: *base}\n  two: {<<: [*base, *base]}\n",
        "sop: &x x\nsteps: [*x, *x]\n",
        "sop: x\nsteps: {<<: {one: {}}}\n",
        "&a sop: x\n*a : y\nsteps: [a]\n",
        "sop: x\nsteps:\n  one: {title: *必做}\n",
        "&" * (levels * 100) + " x",
        "sop: x\nsteps: [" + "&a " * levels + "one]\n",
        "sop: x\nsteps: " + "*" * levels + "\n",
    )
    return made[number % len(made)].encode()


def expressions(chance: random.Random, number: int) -> bytes:
    """Conditions and computed values that are deep, long, huge when reckoned, or ask for Python."""
    n = chance.choice((50, 240, 500, 5_000))
    bombs = (
        "(" * n + "a" + ")" * n, "[" * n + "a" + "]" * n, "not " * n + "a > 1", "-" * n + "a > 1",
        "a" + " + a" * n + " > 1", "a" + " if a else a" * n, "a > " * n + "1", "9**9**9**9**9", "9" * n,
        f"1e{n}", f"a == 1{'0' * n}.{'0' * n}1", "('x' * 9999999999)", "a << 99999999", "[a] * 99999999",
        "round(a, 99999999)", "days(999999999999999999)", "t + t" + " + t" * n, "f'{a.__class__}'",
        "'{0.__class__}'.format(a)", "'%s' % a", "().__class__.__bases__[0]",
        "__import__('os').system('id')", "(lambda: 1)()", "[x for x in range(10**9)]",
        "open('/etc/passwd')", "exec('1')", "eval('1')", "getattr(a, '__class__')", "(a := 1)", "*a",
        "a if", "a.b.c", "a[0][0]", "a[::2]", "a; a", "a\nb", "\x00", "a == '\\x00'",
        "\ud800".encode("utf-8", "replace").decode(), "ａ > 1", "a ＞ 1", "𝟙 > 0", "a > 1 # b", "lambda",
        "None", "await a", "yield", "`a`", "a = 1", "= a", "\\" * n, "'" * n, '"' * n, "'" + "a" * n,
        "max(" * n, "has(" * n + "a", "visits(" * 20 + "one" + ")" * 20, "a and " * n + "a",
        "t in " * n + "t", "1_0 > 0", "0x10 > 0", "1j", "1e", "0777", "...", "a if a > 1 else " * n + "a",
        "~" * n + "a", "a@b", "a -> b", "{a: 1}", "{a}", "print(a)", "import os", "工" * n, "🎈" * n,
        "workdays_between('0001-01-01', '9999-12-31') > 1", "sum([" + "a, " * n + "a])",
        "date('9999-99-99')", "t == " + '"' + "x" * n + '"',
    )  # fmt: skip
    key = chance.choice(("when", "must", "case", "set", "value"))
    text = bombs[number % len(bombs)]
    return _with(key, f"= {text}" if key == "set" else text)


def patterns(chance: random.Random, number: int) -> bytes:
    """Patterns that take for ever, look around, have names, are huge or broken."""
    n = chance.choice((10, 1_000, 100_000))
    bombs = (
        "(a+)+$", "(a|a)*$", "(.*)*x", "(a|aa)+$", "([a-z]+)*@", "(x+x+)+y", "(.+)+\\1", "(?=a)b", "(?!a)b",
        "(?<=a)b", "(?P<a>b)(?P=a)", "(?i)a", "(?#c)", "a{99999999}", "a{1,99999}{1,99999}",
        "(a{1,100}){1,100}", "(" * n, "(" * n + ")" * n, "[" * n, "a" * n, "\\" * n,
        "(?:a|b|" * min(n, 1_000) + "c" + ")" * min(n, 1_000), "[a-\\d]", "[z-a]", "*", "a**", "a++",
        "\\p{L}", "(?>a)", "\\Z", "(?(1)a|b)", "\\N{BULLET}", "[[:alpha:]]", "\\x", "\\u12", "a|" * n,
        "(a?){50}a{50}", ".{0,9999}" * 20, "(?s:.)*", "^^^$$$",
    )  # fmt: skip
    text = bombs[number % len(bombs)].replace("'", "''")
    where = chance.choice(("{{type: text, pattern: '{0}'}}", "{{type: list, of: text, pattern: '{0}'}}"))
    return f"sop: x\ndata:\n  a: {where.format(text)}\nsteps: [one]\n".encode()


def webs(chance: random.Random, number: int) -> bytes:
    """Everything leads to everything: steps, computed fields, names that nearly are others."""
    n = chance.choice((40, 120, 250))
    every = range(n)
    ways = ", ".join(f"o{no}: s{no}" for no in every)
    chain = "\n".join(f"  f{no}: {{type: number, value: f{(no + 1) % n} + 1}}" for no in every)
    doubled = "\n".join(
        f"  f{no}: {{type: number, value: f{no + 1} + f{no + 1}}}" for no in range(min(n, 200))
    )
    made = (
        lambda: "sop: x\nsteps:\n" + "\n".join(f"  s{no}: {{outcomes: {{{ways}}}}}" for no in every),
        lambda: (
            "sop: x\nsteps:\n" + "\n".join(f"  s{no}: {{outcomes: {{{ways}, done: end}}}}" for no in every)
        ),
        lambda: f"sop: x\ndata:\n{chain}\nsteps: [a]",
        lambda: f"sop: x\ndata:\n{doubled}\n  f{min(n, 200)}: number\nsteps: [a]",
        lambda: "sop: x\nsteps:\n" + "\n".join(f"  s{no}: {{next: s{no}x}}" for no in range(n * 10)),
        lambda: "sop: x\nsteps:\n" + "\n".join(f"  s{no}: {{when: nobody{no} > 1}}" for no in range(n * 10)),
        lambda: (
            "sop: x\nsteps:\n"
            + "\n".join(f"  s{no}: {{when: 'visits(s{(no + 1) % n}) > 1'}}" for no in every)
        ),
        lambda: (
            "sop: x\nsteps:\n"
            + "\n".join(f"  s{no}: {{when: 'a{no}'}}" for no in every)
            + "\ndata:\n"
            + "\n".join(f"  a{no}: boolean" for no in every)
        ),
        lambda: (
            "sop: x\nsteps:\n"
            + "\n".join(f"  s{no}: {{due: 1h after s{no + 1}, titel: x, rolle: y}}" for no in range(n * 8))
        ),
        lambda: (
            "sop: x\nsteps: [a]\ndeadlines:\n"
            + "\n".join(f"  d{no}: {{step: a, due: 1h after d{no + 1}}}" for no in range(n * 8))
        ),
        lambda: (
            "sop: x\nlang: zh\nsteps:\n"
            + "\n".join(f"  s{no}: {{title: 步骤{no}}}" for no in range(n * 8))
            + "\ntexts: {en: {无: none}}"
        ),
        lambda: (
            "team: x\nroles: ["
            + ", ".join(f"r{no}" for no in range(n))
            + "]\npeople:\n"
            + "\n".join(f"  p{no}: [{', '.join(f'q{other}' for other in range(30))}]" for no in every)
        ),
    )
    return made[number % len(made)]().encode()
