"""The code link leads to documentation.

A page of a manual shows how a method is used; it is not the code of the paper.

Found:
    links.code = "https://huggingface.co/docs/peft/main/en/package_reference/vera"

Not found:
    # a model that can be loaded holds code
    links.code = "https://huggingface.co/somebody/something"

Not found:
    # a repository
    links.code = "https://github.com/somebody/docs"

Fix: the link is called docs; unsafe, because there may be a repository that nobody has looked for.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.addresses import respelt
from mllmtune.checks.rule import Edit, Finding, found, rule
from mllmtune.checks.subject import Subject

_DOCS = re.compile(
    r"https?://(?:huggingface\.co/(?:docs|blog)/|docs\.|[\w-]+\.readthedocs\.(?:io|org)|pytorch\.org/(?:docs|hub|vision|audio|tutorials)"
    r"|keras\.io/|www\.tensorflow\.org/(?:api_docs|guide)|(?:en|zh)\.wikipedia\.org/"
    r"|(?!(?:www\.)?(?:github|gitlab|bitbucket|gitee|huggingface)\.)[^/\s]+/(?:\S*/)?(?:docs?|documentation|tutorials?)(?:/|$))",
    re.IGNORECASE,
)


@rule("MT208")
def check(subject: Subject) -> Iterator[Finding]:
    code = subject.links.get("code", "")
    if _DOCS.match(respelt(code)):
        edits = () if "docs" in subject.links else (
            Edit(subject.key, ("links", "code"), code, None, safe=False),
            Edit(subject.key, ("links", "docs"), None, code, safe=False),
        )  # fmt: skip
        yield found(subject, f"the code link leads to documentation: {code}", "links", "code", edits=edits)
