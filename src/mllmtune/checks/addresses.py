"""What was an address meant to be, whose scheme was mistyped?"""

import re

# What is left of "http://" or "https://" when a key was missed or hit twice, or was another one.
_SCHEME = (
    r"(?:(?:h{0,2}t{0,3}ps?|https?s|shttps?)\s*[:;\N{FULLWIDTH COLON}]{1,2}\s*[/\\]{1,3}\s*"
    r"|https?(?://|:(?=[\w-]+\.|https?:)))"
)
_SCHEMES = re.compile(rf"[:\"']?{_SCHEME}(?:(?:www\.)?{_SCHEME})*", re.IGNORECASE)
_RIGHT = re.compile(r"https?://", re.IGNORECASE)


def respelt(address: str) -> str:
    """Return the address with one scheme, spelt right; of several that were pasted behind each other, the last."""
    said = _SCHEMES.match(address)
    if said is None or _RIGHT.fullmatch(said[0]):
        return address
    scheme = "http://" if said[0].lower().endswith("http://") else "https://"
    rest = address[said.end() :]
    return scheme + (rest.replace("\\", "/") if "\\" in said[0] else rest)
