"""The whole title is written in capitals.

Some publishers and databases give it so; which words are names nobody sees any more, and no style can make it small.

Found:
    title = "PARAMETER-EFFICIENT TRANSFER LEARNING FOR NLP"

Not found:
    # a name, and one word among others
    title = "LLAMA"
    alt_titles = ["GPT-4 TECHNICAL REPORT"]

Not found:
    title = "AUTOPROMPT: Eliciting Knowledge from Language Models"

Fix: none; type it as the paper has it.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Level, View, across, found

_FEWEST = 4  # words that are no name any more


@across("MT610", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    for subject in view.subjects:
        title = subject.facts.get("title", "")
        # Letters of a script without capitals are neither.
        if title.isupper() and sum(map(str.isupper, re.findall(r"[^\W\d_]{3,}", title))) >= _FEWEST:
            yield found(subject, "the title is written in capitals", "title")
