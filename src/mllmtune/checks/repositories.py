"""Which repository does an address name?"""

import re

_REPOSITORY = re.compile(
    r"^https?://(?:www\.)?(?P<host>github\.com|gitlab\.com|bitbucket\.org|gitee\.com)"
    r"/(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?(?:[?#].*)?$",
    re.IGNORECASE,
)


def repository(address: str) -> str:
    """Return host, owner and name of a repository in small letters; "" for a folder of one, and for what is none."""
    match = _REPOSITORY.match(address)
    return "/".join((match["host"], match["owner"], match["name"])).lower() if match else ""
