"""The entry type does not fit the place where the paper appeared.

An article whose journal is the proceedings of a conference is set like one in a journal, and a paper "in" the
Transactions of something is set as if they were a book.

Found:
    @article{a, author = {Doe, Jane}, title = {A Paper}, year = 2019,
      journal = {Proceedings of the 2019 Conference on Empirical Methods in Natural Language Processing}}

Found:
    @inproceedings{a, author = {Doe, Jane}, title = {A Paper}, year = 2019,
      booktitle = {Transactions of the Association for Computational Linguistics}}

Found:
    @article{a, author = {Doe, Jane}, title = {A Paper}, year = 2019, booktitle = {Proceedings of NAACL-HLT}}

Not found:
    # journals that are called proceedings, and a workshop at which a journal is spoken of
    @article{a, author = {Doe, Jane}, title = {A Paper}, year = 2020,
      journal = {Proceedings of the AAAI Conference on Artificial Intelligence}}
    @article{b, author = {Doe, Jane}, title = {Another Paper}, year = 2020,
      journal = {Proceedings of the National Academy of Sciences}}
    @inproceedings{c, author = {Doe, Jane}, title = {A Third}, year = 2020, booktitle = {Workshop on the Journal of X}}

Fix: none; change the type, and the name of the field with it.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import WITH_FIELDS, Finding, Level, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.text.latex import plain

_CONFERENCE = re.compile(
    r"^(?:in:?\s+)?proceedings of (?:the )?(?:.*\s)?(?:conference|meeting|workshop|symposium)\b(?!.*\bseries\b)",
    re.IGNORECASE,
)
_JOURNALS = re.compile(r"AAAI|ACM on|of the ACM\b|IEEE$|VLDB|Academy|Society|Institution|Interspeech", re.IGNORECASE)
_PERIODICAL = re.compile(
    r"^(?:(?:IEEE|ACM|IEEE/ACM)\s+)?(?:transactions (?:of|on)|journal of|international journal of)\b", re.IGNORECASE
)


@rule("MT510", level=Level.WARNING, kinds=WITH_FIELDS)
def check(subject: Subject) -> Iterator[Finding]:
    facts = subject.facts
    journal, book = plain(facts.get("journal", "")), plain(facts.get("booktitle", ""))
    if facts["type"] == "article" and not subject.fields.get("journaltitle"):
        if journal and _CONFERENCE.search(journal) and not _JOURNALS.search(journal):
            yield found(subject, f'an article, and "{journal}" are proceedings: its type is inproceedings', "journal")
        elif book and not journal and subject.is_work:
            yield found(subject, f'an article without a journal, in "{book}": its type is inproceedings', "booktitle")
    elif facts["type"] in {"inproceedings", "conference"} and _PERIODICAL.search(book) and "journal" not in facts:
        yield found(subject, f'a paper in proceedings, and "{book}" is a journal: its type is article', "booktitle")
