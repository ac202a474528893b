"""How does a repository say which files are merged and shown in a way of their own? By lines of .gitattributes.

gitattributes(5), "DESCRIPTION", and the patterns of gitignore(5).
"""

import re

_OURS = "merge=mllmtune diff=mllmtune"


def attribute_line(path: str) -> str:
    """Return the line for one file, by its path from the root of the repository."""
    pattern = "/" + re.sub(r"([*?\[\\])", r"\\\1", path)
    if re.search(r'[\s"]', pattern):
        quoted = pattern.replace("\\", "\\\\").replace('"', '\\"')
        pattern = f'"{quoted}"'
    return f"{pattern} {_OURS}"


def with_line(text: str, line: str) -> str:
    """Return the text of .gitattributes with a line of its own at its end."""
    return f"{text if not text or text.endswith(chr(10)) else text + chr(10)}{line}\n"


def without_line(text: str, path: str) -> str:
    """Return the text without the lines for one file, by its path from the root; all others stay."""
    line = attribute_line(path)
    spelt = (line, line.replace("/", "", 1))  # somebody may have typed it without the first slash
    return "".join(one for one in text.splitlines(keepends=True) if one.strip() not in spelt)


def has_lines(text: str) -> bool:
    """Tell whether lines of this program stand in the text, for whatever file."""
    return any(line.rstrip().endswith(f" {_OURS}") for line in text.splitlines())
