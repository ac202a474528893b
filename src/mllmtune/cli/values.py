"""How is a value of a paper shown to people?"""

from mllmtune.text.latex import plain
from mllmtune.text.printable import one_line


def shown_value(value: object) -> str:
    """Return a value on one line, without TeX's marks; the items of a list with semicolons between; "" for none."""
    if value is None:
        return ""
    return one_line(plain("; ".join(value) if isinstance(value, list) else str(value)))
