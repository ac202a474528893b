"""An entry takes fields from another one that is not in the file.

`crossref` and `xdata` name the entry from which title, year or publisher come; BibTeX says "a bad cross reference", and
prints the entry without them.

Found:
    @inproceedings{a, author = {Doe, Jane}, title = {A Paper}, crossref = {icml2024}}
    @misc{b, author = {Doe, Jane}, title = {Another Paper}, year = 2024}

Not found:
    # it is there, under its key or another name, in any case
    @inproceedings{a, author = {Doe, Jane}, title = {A Paper}, crossref = {ICML2024}}
    @proceedings{icml2024, title = {Proceedings of ICML}, year = 2024}

Fix: none; put the other entry into the file, or the fields into this one.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_BIBLIOGRAPHIES, Finding, View, across, found
from mllmtune.model.facts import all_keys


@across("MT509", kinds=ONLY_BIBLIOGRAPHIES)
def check(view: View) -> Iterator[Finding]:
    children = [
        (subject, name) for subject in view.subjects for name in ("crossref", "xdata") if name in subject.fields
    ]
    keys = {key.lower() for subject in view.subjects for key in all_keys(subject.facts)} if children else set()
    for subject, name in children:
        for parent in filter(None, map(str.strip, subject.fields[name].split(","))):
            if parent.lower() not in keys:
                yield found(subject, f'{name} names "{parent}", and no entry has this key', "fields", name)
