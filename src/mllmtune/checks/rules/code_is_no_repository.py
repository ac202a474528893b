"""The code link leads to a page of a code host that holds no code.

An account, an issue, a pull request, a discussion or the page to sign in: the address was cut short, or copied while
another page was open. A page at `github.io` shows a project; its code is elsewhere.

Found:
    links.code = "https://github.com/somebody"

Found:
    links.code = "https://github.com/somebody/something/issues/12"

Found:
    links.code = "https://somebody.github.io/something/"

Not found:
    # a repository, a folder of one, a branch and a release
    links.code = "https://github.com/somebody/something/tree/main/papers/issues/1"
    links.project = "https://github.com/somebody"

Not found:
    # a page of its own, and a gist
    links.code = "https://gist.github.com/somebody/0123456789abcdef"

Fix: the repository, where the address names one, and a page is called project; unsafe, because the issue may say where
the code is, and the page be the code.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.addresses import respelt
from mllmtune.checks.rule import Edit, Finding, Kind, Level, View, across, edit, found
from mllmtune.checks.subject import Subject

_HOST = r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|gitee\.com)/"
_ACCOUNT = re.compile(rf"{_HOST}(?:(?:orgs|users)/)?[\w.-]+/?(?:\?[^/\s]*)?(?:#\S*)?", re.IGNORECASE)
_PAGE = re.compile(
    rf"(?P<repository>{_HOST}[\w.-]+/[\w.-]+)/(?:-/)?(?:issues|pulls?|discussions|stargazers|network|actions|graphs)(?:[/?#].*)?",
    re.IGNORECASE,
)
_SITE = re.compile(r"https?://[\w-]+\.(?:github|gitlab)\.io(?:/.*)?", re.IGNORECASE)
_SIGN_IN = re.compile(rf"{_HOST}(?:login|signup|join|search)[/?].*", re.IGNORECASE)


@across("MT212", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    typed = {link.address for link in view.links}
    for subject in view.subjects:
        code = subject.links.get("code", "")
        # Of an address with a blank in it (MT203) a list's reader has the beginning alone.
        if code and (view.kind is not Kind.LIST or code in typed):
            yield from _in_paper(subject, respelt(code))


def _in_paper(subject: Subject, code: str) -> Iterator[Finding]:
    if match := _PAGE.fullmatch(code):
        edits = edit(subject, ("links", "code"), match["repository"], safe=False)
        yield found(subject, f"the code link leads to a page about the code: {code}", "links", "code", edits=edits)
    elif _SITE.fullmatch(code):
        edits = () if "project" in subject.links else (
            Edit(subject.key, ("links", "code"), subject.links["code"], None, safe=False),
            Edit(subject.key, ("links", "project"), None, code, safe=False),
        )  # fmt: skip
        yield found(subject, f"the code link leads to the page of a project: {code}", "links", "code", edits=edits)
    elif _ACCOUNT.fullmatch(code) or _SIGN_IN.fullmatch(code):
        yield found(subject, f"the code link leads to no repository: {code}", "links", "code")
