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


def without_lines(text: str) -> str:
    """Return the text without the lines that this program has put in; all others stay."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.rstrip().endswith(f" {_OURS}"))
