"""What was an address meant to be, whose scheme was mistyped?"""

import re

# What is left of "https://" when a key was missed or hit twice, or when it was pasted behind itself.
_BROKEN = re.compile(
    r"^(?:https?:?/*(?=https?:)|(?!https?://[^/])(?:h?t{0,3}ps?|hhttps?|https?s|htt?ps?|ttps?|tps)\s*[:;]\s*/{1,3})+",
    re.IGNORECASE,
)
_DOUBLED = re.compile(r"^(?:https?:/{0,2}(?=https?://))+", re.IGNORECASE)


def respelt(address: str) -> str:
    """Return the address with one scheme, spelt right."""
    address = _DOUBLED.sub("", address)
    if address.lower().startswith(("http://", "https://", "ftp://", "file:")):
        return address
    match = _BROKEN.match(address)
    return "https://" + address[match.end() :] if match else address
