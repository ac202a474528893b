"""The recipes of docs/latex.md work as printed, with the real programs, from a clean folder to the finished paper."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Inside

pytestmark = pytest.mark.slow
DOCUMENT = (Path(__file__).parents[1] / "docs" / "latex.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"<!-- recipe (?P<name>[\w-]+): (?P<part>\S+) -->\n```\w+\n(?P<text>.*?)```\n", re.DOTALL)
SECONDS = 120


class Recipe:
    """The files and the commands of a recipe, laid out in a folder with the curated library."""

    def __init__(self, name: str, folder: Path) -> None:
        self.folder = folder
        self.parts = {block["part"]: block["text"] for block in BLOCK.finditer(DOCUMENT) if block["name"] == name}
        self._programs = folder / "bin"
        self._programs.mkdir()
        self._program("mllmtune", "-m mllmtune")

    def lay_out(self, **more: str) -> None:
        """Write the files of the recipe, and others."""
        for name, text in (self.parts | more).items():
            if name not in ("run", "update", "check"):
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")

    def typst(self) -> None:
        """Have the command of Typst, made of its Python package where it is not installed itself."""
        if not shutil.which("typst"):
            script = "import sys, typst; typst.compile(sys.argv[2], output=sys.argv[2][:-3] + 'pdf')"
            self._program("typst", f'-c "{script}"')

    def do(self, commands: str, *, code: int = 0) -> str:
        """Run shell commands, which must end with this exit code, and return all that they say."""
        done = subprocess.run(
            ["sh", "-ec", commands],
            cwd=self.folder,
            env={**os.environ, "PATH": f"{self._programs}{os.pathsep}{os.environ['PATH']}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
        said = done.stdout.decode(errors="replace")
        assert done.returncode == code, said
        return said

    def run(self) -> str:
        """Run the commands of the recipe and return what they say."""
        return self.do(self.parts["run"])

    def text(self, name: str) -> str:
        """Return what stands in a file of the folder."""
        return (self.folder / name).read_text(encoding="utf-8", errors="replace")

    def change(self, name: str, old: str, new: str) -> None:
        """Edit a file of the folder."""
        text = self.text(name)
        assert old in text
        (self.folder / name).write_text(text.replace(old, new), encoding="utf-8")

    def _program(self, name: str, how: str) -> None:
        path = self._programs / name
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" {how} "$@"\n')
        path.chmod(0o755)


@pytest.fixture
def recipe(request: pytest.FixtureRequest, inside: Inside) -> Recipe:
    name: str = request.param
    found = Recipe(name, inside.folder)
    assert inside("init", "papers.toml").code == 0
    return found


def needs(*programs: str) -> None:
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed")


def cited_in_bbl(text: str) -> list[str]:
    """Return the keys in a `.bbl` of BibTeX or of biber, sorted."""
    return sorted(re.findall(r"(?:\\bibitem\[[^\[\]]*\]|\\entry)\{(\w+)\}", text))


LATEXMK = pytest.mark.parametrize("recipe", ["latexmk-bibtex", "latexmk-biber"], indirect=True)
MAKE = pytest.mark.parametrize("recipe", ["make-bibtex", "make-biber"], indirect=True)


@pytest.fixture
def latexmk(recipe: Recipe) -> Recipe:
    needs("latexmk", "pdflatex", "biber" if "--biblatex" in recipe.parts["latexmkrc"] else "bibtex")
    recipe.lay_out()
    recipe.run()
    return recipe


@LATEXMK
def test_latexmk_makes_the_paper_from_nothing(latexmk: Recipe) -> None:
    assert cited_in_bbl(latexmk.text("paper.bbl")) == ["hu2021lora", "liu2024dora"]
    assert (latexmk.folder / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert "undefined" not in latexmk.text("paper.log")


@LATEXMK
def test_latexmk_has_nothing_to_do_then(latexmk: Recipe) -> None:
    said = latexmk.run()
    assert "up-to-date" in said
    assert "Run number" not in said


@LATEXMK
def test_latexmk_makes_it_again_when_the_library_changes(latexmk: Recipe) -> None:
    latexmk.change("papers.toml", "DoRA: Weight-Decomposed", "DoRA: Frobnicated")
    latexmk.run()
    assert "Frobnicated" in latexmk.text("paper.bbl")
    assert "Run number" not in latexmk.run()


@LATEXMK
def test_latexmk_makes_it_again_when_the_paper_cites_more(latexmk: Recipe) -> None:
    latexmk.change("paper.tex", "hu2021lora,", "hu2021lora,huang2024spider,")
    latexmk.run()
    assert cited_in_bbl(latexmk.text("paper.bbl")) == ["hu2021lora", "huang2024spider", "liu2024dora"]
    assert "undefined" not in latexmk.text("paper.log")
    assert "Run number" not in latexmk.run()


@LATEXMK
def test_latexmk_goes_on_without_a_key_that_is_missing(latexmk: Recipe) -> None:
    latexmk.change("paper.tex", "hu2021lora,", "hu2021lorra,")
    assert 'no paper has the key "hu2021lorra"; did you mean hu2021lora' in latexmk.run()
    assert cited_in_bbl(latexmk.text("paper.bbl")) == ["liu2024dora"]
    assert "Run number" not in latexmk.run()


@LATEXMK
def test_latexmk_finds_all_in_a_folder_for_what_it_makes(latexmk: Recipe) -> None:
    latexmk.do("latexmk -C; rm -f refs.bib paper.bbl; latexmk -outdir=build paper")
    assert (latexmk.folder / "build" / "paper.pdf").is_file()
    assert "undefined" not in latexmk.text("build/paper.log")
    assert "Run number" not in latexmk.do("latexmk -outdir=build paper")


@pytest.fixture
def made(recipe: Recipe) -> Recipe:
    kind = "biber" if "--biblatex" in recipe.parts["Makefile"] else "bibtex"
    needs("make", "pdflatex", kind)
    blocks = {(block["name"], block["part"]): block["text"] for block in BLOCK.finditer(DOCUMENT)}
    recipe.lay_out(**{"paper.tex": blocks[f"latexmk-{kind}", "paper.tex"]})
    recipe.run()
    return recipe


@MAKE
def test_make_makes_the_paper_from_nothing(made: Recipe) -> None:
    assert cited_in_bbl(made.text("paper.bbl")) == ["hu2021lora", "liu2024dora"]
    assert "undefined" not in made.text("paper.log")


@MAKE
def test_make_has_nothing_to_do_then(made: Recipe) -> None:
    assert "up to date" in made.run()


@MAKE
def test_make_runs_no_latex_for_a_library_that_changes_elsewhere(made: Recipe) -> None:
    made.change("papers.toml", 'method = "SPIDER"', 'method = "Spider"')
    assert "pdflatex" not in made.run()


@MAKE
def test_make_stops_at_a_key_that_is_missing_each_time(made: Recipe) -> None:
    made.change("paper.tex", "hu2021lora", "hu2021lorra")
    for _ in range(2):
        assert 'no paper has the key "hu2021lorra"' in made.do("make", code=2)


@pytest.mark.parametrize("recipe", ["git"], indirect=True)
def test_a_commit_with_a_stale_bibliography_is_refused(recipe: Recipe) -> None:
    needs("git")
    recipe.do("git init -q . && git config user.name T && git config user.email t@localhost")
    recipe.lay_out(**{"paper.tex": r"\cite{hu2021lora}", "refs.bib": ""})
    recipe.do("chmod +x .git/hooks/pre-commit && git add paper.tex refs.bib")
    said = recipe.do("git commit -m 'First'", code=1)
    assert "+@inproceedings{hu2021lora," in said
    assert "run: mllmtune export" in said
    recipe.do(recipe.parts["update"])
    assert recipe.do("git status --porcelain refs.bib") == ""
    recipe.do(recipe.parts["check"])


@pytest.mark.parametrize("recipe", ["pandoc"], indirect=True)
def test_pandoc_sets_the_references(recipe: Recipe) -> None:
    needs("pandoc")
    recipe.lay_out()
    assert recipe.run() == ""
    page = recipe.text("paper.html")
    assert sorted(re.findall(r'id="ref-(\w+)"', page)) == ["hu2021lora", "liu2024dora"]


@pytest.mark.parametrize("recipe", ["typst"], indirect=True)
def test_typst_sets_the_references(recipe: Recipe) -> None:
    if not shutil.which("typst") and importlib.util.find_spec("typst") is None:
        pytest.skip("typst not installed")
    recipe.typst()
    recipe.lay_out()
    recipe.run()  # Typst refuses a key that is not in the bibliography
    assert (recipe.folder / "paper.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("recipe", ["latexmk-biber"], indirect=True)
def test_every_recipe_is_known_here(recipe: Recipe) -> None:
    names = {block["name"] for block in BLOCK.finditer(DOCUMENT)}
    assert recipe.parts.keys() == {"latexmkrc", "paper.tex", "run"}
    assert names == {"latexmk-bibtex", "latexmk-biber", "make-bibtex", "make-biber", "git", "pandoc", "typst"}
