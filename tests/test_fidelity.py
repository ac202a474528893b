"""The files of other people keep their meaning: what `bench/fidelity.py` has shown once must stay.

`fidelity.txt` names every file of the corpora with the number of fields that pybtex reads otherwise after a conversion
to biblatex; `docs/fidelity.md` says why. After a change for the better it is made anew:
``python bench/fidelity.py FOLDER --ratchet tests/fidelity.txt``.
"""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from fidelity import Difference, compared
from mllmtune.formats import Format

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "open" / "bib"
RATCHET = Path(__file__).with_name("fidelity.txt").read_text(encoding="utf-8").splitlines()
KNOWN = {path: int(count) for count, _, path in (line.partition(" ") for line in RATCHET)}
READ_BY_BIBER = (
    "packages/texlive/biblatex/biblatex/biblatex-examples.bib",
    "packages/texlive/base/xampl.bib",
    "papers/ToviTu+Multimodal-LLM-Short-Survey/custom.bib",
)
here = pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not on this machine")


def differences(reader: str, path: str, scratch: Path) -> list[Difference]:
    return list(compared(reader, CORPORA / path, CORPORA, Format.BIBLATEX, scratch, Counter()))


@here
@pytest.mark.slow
def test_every_file_of_the_corpora_has_its_line() -> None:
    assert sorted(path.relative_to(CORPORA).as_posix() for path in CORPORA.rglob("*.bib")) == sorted(KNOWN)


@here
@pytest.mark.slow
@pytest.mark.parametrize("path", KNOWN)
def test_a_file_says_the_same_to_pybtex_but_for_the_differences_that_are_known(path: str, tmp_path: Path) -> None:
    assert len(differences("pybtex", path, tmp_path)) == KNOWN[path]


@here
@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("biber"), reason="biber is not on this machine")
@pytest.mark.parametrize("path", READ_BY_BIBER)
def test_a_file_says_the_same_to_biber(path: str, tmp_path: Path) -> None:
    assert differences("biber", path, tmp_path) == []
