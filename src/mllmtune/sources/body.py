"""What does the body of an answer say, and is it what the service promises?"""

import re
from collections.abc import Collection

from mllmtune.text.decoding import decoded

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DECLARATION = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)")  # XML 1.0, section 4.3.3
_ENDS = {"xml": (b"<", b">"), "json": (b"{[", b"}]")}  # the first and the last sign of what is whole


def media_type(content_type: str) -> str:
    """Return the type alone, without its parameters (RFC 9110, section 8.3.1)."""
    return content_type.partition(";")[0].strip().lower()


def text_of(content: bytes, content_type: str) -> str:
    """Return the text: as UTF-8 if it is that, whatever is said of it; else in the encoding that is named."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    for name in _named(content, content_type):
        try:
            return content.decode(name)
        except (LookupError, UnicodeError):
            continue
    return decoded(content).text


def is_promised(content: bytes, content_type: str, types: Collection[str]) -> bool:
    """Tell whether a body is of one of some types and looks whole, so that it is worth keeping."""
    kind = media_type(content_type)
    if kind and kind not in types:
        return False
    bare = content.strip()
    ends = next((ends for name, ends in _ENDS.items() if name in kind), None)
    return bool(bare) and (ends is None or (bare[:1] in ends[0] and bare[-1:] in ends[1]))


def _named(content: bytes, content_type: str) -> list[str]:
    found = _CHARSET.search(content_type)
    declared = _DECLARATION.match(content)
    return [*([found[1]] if found else []), *([declared[1].decode()] if declared else [])]
