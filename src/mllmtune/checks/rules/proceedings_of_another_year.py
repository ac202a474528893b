"""The proceedings are of another year than the paper.

The year stands in the title of the proceedings, in the number of the meeting (the 41st ICML is that of 2024), in the
volume (NeurIPS 36 is 2023), in a DOI, an id of the ACL Anthology or an address of CVF. One of the two is mistyped, or
the entry was copied from that of the year before.

Found:
    booktitle = "Proceedings of the 40th International Conference on Machine Learning"
    year = 2024

Found:
    booktitle = "Advances in Neural Information Processing Systems"
    volume = "36"
    year = 2022

Found:
    booktitle = "The Twelfth International Conference on Learning Representations"
    year = 2023

Found:
    venue = "ACL"
    doi = "10.18653/v1/2022.acl-long.229"
    year = 2021

Not found:
    # they agree
    booktitle = "Proceedings of the Forty-First International Conference on Machine Learning"
    volume = "235"
    year = 2024

Not found:
    # another conference, which counts otherwise
    booktitle = "20th IEEE International Conference on Machine Learning and Applications"
    year = 2021

Not found:
    # a workshop, whose papers come out in the year after
    booktitle = "Computer Vision - ECCV 2018 Workshops"
    year = 2019

Fix: none; look up which of the two is right.
"""

from collections.abc import Iterator

from mllmtune.checks.proceedings import told_years
from mllmtune.checks.rule import Finding, Level, found, rule
from mllmtune.checks.subject import Subject


@rule("MT321", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    year = subject.facts.get("year")
    for told in told_years(subject) if year else ():
        if told.year != year:
            yield found(subject, f'the year is {year}, and "{told.said}" is of {told.year}', *told.path)
            return
