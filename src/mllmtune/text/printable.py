"""How is text from outside shown without harm to the terminal?"""

import re

# C0 and C1 controls, the bidirectional controls (Unicode UAX #9), line and paragraph separators, lone
# surrogates: the first move the cursor or change the screen, the rest make text look like something else.
_HARMFUL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_BLANK = re.compile(r"[ \t\r\n\x0b\x0c\x85\u2028\u2029]+")
_CONTROL = re.compile(f"[{_HARMFUL}]")


def one_line(text: str) -> str:
    """Return `text` on one line: white space folded to single blanks, control characters gone."""
    if text.isprintable() and "  " not in text:
        return text.strip()  # nearly every title: no pattern needs to look at it
    return _CONTROL.sub("", _BLANK.sub(" ", text)).strip()


def without_controls(text: str) -> str:
    r"""Return `text` with its newlines and tabs, but nothing else that steers a terminal."""
    return _CONTROL.sub("", text.replace("\r\n", "\n"))


def escaped_json(text: str) -> str:
    r"""Return JSON text with the harmful characters written as ``\uXXXX``: the same value, safe to show."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
