"""Make libraries of any size from a fixed seed: the same size gives the same bytes."""

import random
from collections.abc import Iterator
from pathlib import Path

from mllmtune.model.facts import Facts
from mllmtune.model.taxonomy import PARADIGM_OF
from mllmtune.store.toml import write_paper, write_settings

SEED = 250304543
SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "ki",
    "lo",
    "me",
    "na",
    "or",
    "pe",
    "qui",
    "ra",
    "se",
    "ti",
    "un",
    "va",
    "we",
    "xi",
    "ya",
    "zo",
    "ter",
    "lin",
    "mod",
    "ent",
    "com",
]
FAMILIES = ["Liu", "Wang", "Müller", "García", "Nguyễn", "O'Neil", "Øster", "Kim", "Sato", "Rossi"]
VENUES = ["ICML", "NeurIPS", "ICLR", "CVPR", "ACL", "EMNLP", "arXiv"]
# Every how manieth title names what is searched for. Of 27,983 titles of machine learning venues 14 name LoRA, one in
# two thousand; here it is one in five hundred. The other word stands for a search that half a field answers.
NAMED = {"LoRA": 500, "Transformer": 50}


def write_library(path: Path, size: int) -> None:
    """Write a library of `size` papers: titles as long as the field's, every second one with an abstract."""
    with path.open("w", encoding="utf-8") as file:
        file.write(write_settings(f"{size} papers"))
        file.writelines(f"\n{write_paper(facts)}" for facts in papers(size))


def papers(size: int) -> Iterator[Facts]:
    """Return papers that differ in every attribute."""
    chance = random.Random(SEED)  # noqa: S311 - the same library every time, no secret
    made = ("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(20_000))
    words = [word for word in made if word != "lora"]  # chance would put it into every twentieth abstract
    places = list(PARADIGM_OF.items())
    for number in range(size):
        category, paradigm = chance.choice(places)
        title = [word.capitalize() for word in chance.choices(words, k=chance.randint(5, 12))]
        title[0] = next((word for word, every in NAMED.items() if number % every == 0), title[0])
        year = chance.randint(2015, 2026)
        facts: Facts = {
            "key": f"paper{number}",
            "type": "inproceedings",
            "title": " ".join(title),
            "authors": [
                f"{chance.choice(FAMILIES)}, {chance.choice(words).capitalize()}" for _ in range(chance.randint(1, 8))
            ],
            "year": year,
            "posted": f"{year}-{chance.randint(1, 12):02}",
            "venue": chance.choice(VENUES),
            "booktitle": "Proceedings of the Conference on " + " ".join(chance.choices(words, k=4)),
            "arxiv": f"{number // 10_000:04}.{number % 10_000:05}",
            "paradigm": paradigm,
            "category": category,
        }
        if number % 2:
            facts["abstract"] = " ".join(chance.choices(words, k=150))
        if number % 3:
            facts["links"] = {"code": f"https://github.com/{chance.choice(words)}/{chance.choice(words)}"}
        yield facts
