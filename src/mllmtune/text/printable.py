"""How is text from outside shown without harm to the terminal?

Harmful is what Python's ``str.isprintable`` says cannot be printed: the C0 and C1 controls, which move the cursor and
change the screen; the bidirectional controls (Unicode UAX #9) and other format characters, which make text look like
something else; lone surrogates. No patterns are compiled here: every start of the program would pay for them.
"""

from collections.abc import Iterable


def one_line(text: str) -> str:
    """Return `text` on one line: white space folded to single blanks, harmful characters gone."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(filter(str.isprintable, line))


def without_controls(text: str) -> str:
    """Return `text` with its newlines and tabs, but without anything harmful."""
    if text.replace("\n", "").isprintable():
        return text
    return "".join(sign for sign in text if sign in "\n\t\u00a0" or sign.isprintable())


def json_list(objects: Iterable[str]) -> str:
    """Return JSON objects as one list, an object a line."""
    inside = ",".join(f"\n  {one}" for one in objects)
    return json_text(f"[{inside}\n]\n" if inside else "[]\n")


def json_text(text: str) -> str:
    r"""Return JSON with harmful characters written as ``\uXXXX`` (RFC 8259, section 7): the same value, safe."""
    if text.replace("\n", "").isprintable():
        return text
    return "".join(sign if sign == "\n" or sign.isprintable() else _escape(sign) for sign in text)


def _escape(sign: str) -> str:
    code = ord(sign)
    if code < 0x10000:  # noqa: PLR2004 - the Basic Multilingual Plane; above it, JSON takes two surrogates
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
