"""One title stands at two papers.

The titles are the same letter by letter, or but for a typo (rapidfuzz) or the name of the method before them, the first
authors are the same, the years are no more than one apart, and no identifier says that they are two: one paper was
typed twice. A preprint beside its published version is MT104; a paper in two sections of a list is MT403.

Found:
    [[papers]]
    title = "Parameter-Efficient Transfer Learning for NLP"
    authors = ["Houlsby, Neil", "Giurgiu, Andrei"]
    year = 2019
    doi = "10.1000/one"
    [[papers]]
    title = "Parameter-efficient transfer learning for {NLP}"
    authors = ["Houlsby, N."]
    year = 2019

Found:
    [[papers]]
    title = "Visual Prompt Tuning for Large Vision Transformers"
    authors = ["Jia, Menglin"]
    year = 2022
    [[papers]]
    title = "Visual Promt Tuning for Large Vision Transformers"
    authors = ["Jia, Menglin"]
    year = 2022

Found:
    [[papers]]
    title = "GPF: Universal Prompt Tuning for Graph Networks"
    authors = ["Fang, Taoran"]
    [[papers]]
    title = "Universal prompt tuning for graph networks"
    authors = ["Fang, T."]

Found:
    [[papers]]
    title = "Spoons & Forks: A Deep Study of Bending"
    authors = ["Müller, Jörg"]
    [[papers]]
    title = "Spoons and Forks: A Deep Study of Bending"
    authors = ["Mueller, J."]

Not found:
    # the contrary, and what was built on it
    [[papers]]
    title = "Supervised Learning of Widgets in Images"
    authors = ["Doe, Jane"]
    [[papers]]
    title = "Unsupervised Learning of Widgets in Images"
    authors = ["Doe, Jane"]
    [[papers]]
    title = "WidgetNet: Bending Widgets"
    authors = ["Doe, Jane"]
    [[papers]]
    title = "WidgetNet++: Bending Widgets"
    authors = ["Doe, Jane"]

Not found:
    # a name that comes again every year
    [[papers]]
    title = "Erratum"
    authors = ["Doe, Jane"]
    year = 2020
    [[papers]]
    title = "Erratum"
    authors = ["Doe, Jane"]
    year = 2021

Not found:
    # one word more
    [[papers]]
    title = "Flight and Navigation Procedures Trainer, Qualification Test Guide of the Second Type"
    authors = ["Doe, Jane"]
    [[papers]]
    title = "Flight and Navigation Procedures Trainer, Master Qualification Test Guide of the Second Type"
    authors = ["Doe, Jane"]

Not found:
    # two parts
    [[papers]]
    title = "Foundations of Tuning, Part 1"
    authors = ["Doe, Jane"]
    [[papers]]
    title = "Foundations of Tuning, Part 2"
    authors = ["Doe, Jane"]

Not found:
    # each has its own identifier: a paper and the one it is called after
    [[papers]]
    title = "Layer Normalization"
    authors = ["Ba, Jimmy"]
    arxiv = "1607.06450"
    [[papers]]
    title = "Layer Normalization"
    authors = ["Ba, Jimmy"]
    arxiv = "1911.07013"

Not found:
    # a thesis, and the paper that came of it
    [[papers]]
    type = "phdthesis"
    title = "Incremental Control of Widgets"
    authors = ["Doe, Jane"]
    school = "A University"
    [[papers]]
    type = "inproceedings"
    title = "Incremental Control of Widgets"
    authors = ["Doe, Jane"]
    booktitle = "Proceedings of a Conference"

Not found:
    # a paper of a conference, and its long form in a journal
    [[papers]]
    type = "inproceedings"
    title = "Incremental Control of Widgets"
    authors = ["Doe, Jane"]
    booktitle = "Symposium on Bending"
    [[papers]]
    type = "article"
    title = "Incremental Control of Widgets"
    authors = ["Doe, Jane"]
    journal = "Transactions of Everything"

Not found:
    # a column of a journal, in two issues
    [[papers]]
    title = "From the President"
    authors = ["Berry, Karl"]
    volume = "25"
    [[papers]]
    title = "From the President"
    authors = ["Berry, Karl"]
    volume = "26"

Not found:
    # other people
    [[papers]]
    title = "Prompt Tuning"
    authors = ["Doe, Jane"]
    [[papers]]
    title = "Prompt Tuning"
    authors = ["Roe, Richard"]

Fix: none; put what both say into one, and the key of the other into its `aliases`.
"""

from collections.abc import Iterator

from mllmtune.checks.alike import where
from mllmtune.checks.rule import Finding, View, across, found


@across("MT102")
def check(view: View) -> Iterator[Finding]:
    for first, second in view.twins:
        if first.is_preprint == second.is_preprint and first.place == second.place:
            text = f'the title is that of {where(first)}, "{first.title}": one paper stands twice'
            yield found(second, text, "title", others=(first.key,))
