"""Sentences made from tables, in Markdown."""

SIGNS = frozenset("\\`*_{}[]()<>#+-!|~&$")


def escape(text: str) -> str:
    """The text on one line, with what Markdown would read as a sign made plain.

    >>> print(escape("*so* called [x](y)"))
    \\*so\\* called \\[x\\]\\(y\\)
    """
    return "".join(f"\\{sign}" if sign in SIGNS else sign for sign in " ".join(text.split()))


def many(number: int, noun: str) -> str:
    """A number of things.

    >>> many(1, "pair"), many(1200, "pair")
    ('1 pair', '1,200 pairs')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
