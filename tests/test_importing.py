"""`import` and `convert`: what comes in, what is shown of it before, and what comes out."""

import contextlib
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import threading
import time
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Inside
from tests.library import TEXT

BIB = """\
@inproceedings{dora24, title = {{DoRA}: Weight-Decomposed Low-Rank Adaptation}, eprint = {2402.09353},
  archivePrefix = {arXiv}, year = 2025, pages = {1--9}}
@article{doe2020new, title = {A New Thing}, author = {Doe, Jane}, year = 2020, journal = {A Journal}}
@misc{wu2025moslora, title = {Nothing of the Kind}, year = 1999}
"""
BROKEN = BIB + "@article{cut, title = {An entry without an end\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.toml"
    path.write_text(TEXT)
    return path


def papers(path: Path) -> dict[str, dict[str, object]]:
    return {paper["key"]: paper for paper in tomllib.loads(path.read_text())["papers"]}


def test_a_library_that_is_named_but_not_there_is_made_by_an_import(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(
        '@preamble{"\\newcommand{\\x}{y}"}\n@book{eco80, title = {The Name of the Rose}}'
    )

    answer = inside("--library", "new/own.toml", "import", "refs.bib", "--yes")

    assert answer.out == "new\teco80\t\t\tThe Name of the Rose\tadded\n"
    assert (answer.code, list(papers(tmp_path / "new" / "own.toml"))) == (0, ["eco80"])
    assert "made new/own.toml" in answer.err


@pytest.mark.parametrize("command", [["import", "folder"], ["check", "folder"], ["convert", "folder", "x.json"]])
def test_a_directory_is_no_file_to_read(inside: Inside, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "folder").mkdir()
    assert inside(*command) == (3, "", "mllmtune: folder: this is a directory; name a file in it\n")


def test_a_library_to_be_imported_is_told_how(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "colleague.toml").write_text(TEXT)
    answer = inside("import", "colleague.toml")
    assert answer.code == 2
    assert "`mllmtune --library colleague.toml export`" in answer.err


def test_a_dry_run_makes_no_library(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@book{eco80, title = {The Name of the Rose}}")

    answer = inside("--library", "new/own.toml", "import", "refs.bib", "--dry-run")

    assert answer.out == "new\teco80\t\t\tThe Name of the Rose\tadded\n"
    assert not (tmp_path / "new").exists()


def test_the_plan_is_shown_and_nothing_changed_by_a_dry_run(inside: Inside, library: Path) -> None:
    (library.parent / "refs.bib").write_text(BIB)

    answer = inside("import", "refs.bib", "--dry-run")

    assert answer.out == (
        "differing\tliu2024dora\tyear\t2024\t2025\tkept\n"
        "differing\tliu2024dora\tpages\t\t1–9\tfilled in\n"  # noqa: RUF001 - as people read it
        "differing\tliu2024dora\taliases\tdora\tdora24\tfilled in\n"
        "new\tdoe2020new\t\t\tA New Thing\tadded\n"
        "clash\twu2025moslora\t\t\tNothing of the Kind\tleft out\n"
    )
    assert answer.err == (
        'mllmtune: refs.bib:4: "wu2025moslora" is the key of another paper in the library; give one of the two another '
        "key\n"
        "mllmtune: 1 new, 0 the same, 1 differing, 1 under the key of another paper "
        "(1 value kept, 2 values filled in)\n"
    )
    assert answer.code == 4
    assert library.read_text() == TEXT


def test_what_is_new_is_added_and_what_is_missing_filled_in(inside: Inside, library: Path) -> None:
    answer = inside("import", "-", "--yes", stdin=BIB)

    after = papers(library)
    assert answer.code == 4
    assert list(after) == ["liu2024dora", "muller2023adapter", "wu2025moslora", "doe2020new"]
    assert (after["liu2024dora"]["year"], after["liu2024dora"]["pages"]) == (2024, "1--9")
    assert after["liu2024dora"]["aliases"] == ["dora", "dora24"]
    assert after["wu2025moslora"] == tomllib.loads(TEXT)["papers"][2]
    assert inside("show", "dora24", "--keys").out == "liu2024dora\n"


def test_a_value_is_replaced_only_when_the_file_is_preferred(inside: Inside, library: Path) -> None:
    inside("import", "-", "--yes", "--prefer", "file", stdin=BIB)

    assert papers(library)["liu2024dora"]["year"] == 2025


def test_importing_again_changes_nothing(inside: Inside, library: Path) -> None:
    inside("import", "-", "--yes", stdin=BIB)
    once = library.read_bytes()

    answer = inside("import", "-", "--yes", "--keys", stdin=BIB)

    assert answer.out == ""
    assert library.read_bytes() == once


def test_nobody_is_asked_where_there_is_no_terminal(inside: Inside, library: Path) -> None:
    answer = inside("import", "-", stdin=BIB)

    assert answer.code == 4
    assert "say --yes" in answer.err
    assert library.read_text() == TEXT


def test_a_plan_in_json_names_the_origin(inside: Inside, library: Path) -> None:
    (library.parent / "refs.bib").write_text(BIB)

    plan = json.loads(inside("import", "refs.bib", "--dry-run", "--json").out)

    assert plan[0]["origin"] == "refs.bib:1"
    assert plan[0]["differences"][1] == {"attribute": "pages", "library": None, "file": "1--9", "then": "filled in"}


@pytest.mark.parametrize(("option", "code"), [((), 3), (("--keep-going",), 0)])
def test_what_was_not_understood_is_named_and_the_rest_imported(
    inside: Inside, library: Path, option: tuple[str, ...], code: int
) -> None:
    (library.parent / "refs.bib").write_text(BROKEN.replace("wu2025moslora", "other"))

    answer = inside("import", "refs.bib", "--yes", *option)

    assert answer.code == code
    assert (
        'refs.bib:5: this entry was not understood: the brace that opens "title" on line 5 is not closed; the file '
        "ends before it does: @article{cut, title = {An entry without an end\n"
    ) in answer.err
    assert "doe2020new" in papers(library)


def test_all_of_them_get_the_tag_and_place_that_are_given(inside: Inside, library: Path) -> None:
    inside("import", "-", "--yes", "--tag", "mine", "--category", "prompt", stdin="@misc{x, title = {A Title}}")

    assert papers(library)["x"] == {
        "key": "x",
        "type": "misc",
        "title": "A Title",
        "paradigm": "additive",
        "category": "prompt",
        "tags": ["mine"],
    }


def test_a_suffix_that_names_no_format_is_told_with_what_to_say(inside: Inside, library: Path) -> None:
    (library.parent / "refs.txt").write_text(BIB)

    answer = inside("import", "refs.txt")

    assert answer.code == 2
    assert "refs.txt: the suffix names no format; say --from bibtex|" in answer.err


# Converting


def test_a_file_becomes_one_of_another_format(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "in.bib").write_text('@misc{a, title = {M{\\"u}ller}, year = 2020, month = feb}\n')

    assert inside("convert", "in.bib", "out.bib", "--to", "biblatex").code == 0

    assert (tmp_path / "out.bib").read_text() == "@misc{a,\n  title = {Müller},\n  date = {2020-02},\n}\n"


def test_a_pipe_is_read_and_written(inside: Inside) -> None:
    answer = inside("convert", "-", "-", "--to", "json", stdin="@misc{a, title = {T}}")

    assert json.loads(answer.out) == [{"key": "a", "type": "misc", "title": "T"}]


def test_a_file_is_not_replaced_by_one_that_lacks_an_entry(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "in.bib").write_text(BROKEN)

    first = inside("convert", "in.bib", "out.bib")
    made = (tmp_path / "out.bib").read_text()
    in_place = inside("convert", "in.bib", "in.bib")

    assert first.code == in_place.code == 3
    assert "doe2020new" in made
    assert "in.bib is left as it is: it would lack an entry that was not understood" in in_place.err
    assert (tmp_path / "in.bib").read_text() == BROKEN
    assert inside("convert", "in.bib", "out.bib", "--keep-going").code == 0


def test_no_library_is_needed_or_made(inside: Inside, tmp_path: Path) -> None:
    inside("convert", "-", "out.bib", stdin=BIB)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.bib"]


# What the bibliography needs before its entries

PREAMBLE = '@string{n = "[1]{}"}\n@preamble{ "\\newcommand{\\noopsort}" # n }\n'
ENTRY = "@misc{z, title = {\\noopsort{1973}Title}}\n"


@pytest.mark.parametrize("command", [("import", "--yes"), ("add",)])
def test_a_preamble_goes_to_the_library_and_into_every_bib(
    inside: Inside, library: Path, command: tuple[str, ...]
) -> None:
    answer = inside(*command, "-", stdin=PREAMBLE + ENTRY)

    assert answer.code == 0
    assert library.read_text().startswith(
        '[library]\nschema = 1\ntitle = "a small one"\npreamble = ["\\\\newcommand{\\\\noopsort}[1]{}"]\n\n[[papers]]\n'
    )
    for option in ("--bib", "--biblatex"):
        out = inside("export", "key:z", option).out
        assert out.startswith("@preamble{{\\newcommand{\\noopsort}[1]{}}}\n\n@misc{z,\n")
    assert "noopsort" not in inside("export", "key:z", "--json").out.replace("\\\\noopsort{1973}", "")


def test_a_preamble_that_is_there_is_not_added_again(inside: Inside, library: Path) -> None:
    inside("import", "--yes", "-", stdin=PREAMBLE + ENTRY)
    once = library.read_bytes()

    answer = inside("import", "-", stdin=PREAMBLE + ENTRY)  # nothing to ask about

    assert (answer.code, answer.err) == (0, "mllmtune: 0 new, 1 the same, 0 differing\n")
    assert library.read_bytes() == once


@pytest.mark.parametrize("head", ["", "# mine\n\n", "\ufeff[library]\r\nschema = 1 # one\r\n\r\n", "[library]\n"])
def test_a_preamble_finds_its_place_whatever_the_head(inside: Inside, library: Path, head: str) -> None:
    newline = "\r\n" if "\r" in head else "\n"
    papers_only = newline.join(["[[papers]]", 'key = "a"', 'type = "misc"', ""])
    library.write_bytes((head + papers_only).encode())

    assert inside("import", "--yes", "-", stdin=PREAMBLE).code == 0

    after = library.read_bytes().decode()
    assert after.endswith(papers_only)
    assert after.count("\n") == after.count(newline)
    assert after.count("\r") == newline.count("\r") * after.count("\n")
    assert tomllib.loads(after.removeprefix("\ufeff"))["library"]["preamble"] == ["\\newcommand{\\noopsort}[1]{}"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_a_pipe_is_written_to_and_not_replaced(inside: Inside, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)

    answer = inside("convert", "-", "pipe", "--to", "bibtex", stdin="@misc{a, title = {T}}")

    assert answer.code == 0
    assert os.read(reader, 100) == b"@misc{a,\n  title = {T},\n}\n"
    assert (tmp_path / "pipe").is_fifo()
    os.close(reader)


@pytest.mark.parametrize(
    "typed",
    ["TY  - JOUR\nID  - a\nTI  - T\nER  - \n", '[{"id": "a", "type": "article-journal", "title": "T"}]',
     "% from a friend\n@article{a, title = {T}}", '[{"key": "a", "type": "article", "title": "T"}]'],
)  # fmt: skip
def test_what_is_piped_is_read_as_what_it_looks_like(inside: Inside, typed: str) -> None:
    assert inside("convert", "-", "-", "--to", "bibtex", stdin=typed).out == "@article{a,\n  title = {T},\n}\n"
    assert inside("--library", "papers.toml", "add", "-", "--keys", stdin=typed).out == "a\n"


def test_identifiers_are_piped_to_add(inside: Inside) -> None:
    answer = inside("--library", "papers.toml", "add", "-", "--offline", stdin="2402.09353 # DoRA\n")
    assert "-:1: 2402.09353: arXiv would have to be asked" in answer.err


def test_what_ris_has_no_place_for_is_named(inside: Inside) -> None:
    entry = "@online{a, title = {T}, version = {2}, urldate = {2020-01-05}, eprintclass = {cs}, timestamp = {2020},"
    entry += " publisher = {P}, organization = {O}, date = {2020/2021}, date-added = {1}}"
    answer = inside("convert", "-", "-", "--from", "bibtex", "--to", "ris", stdin=entry)
    names = "organization, version, eprintclass, timestamp, date, date-added"
    assert answer.err == f"mllmtune: -: left out, as ris has no place for them: {names}\n"
    assert answer.code == 0


def test_converting_keeps_a_preamble_or_says_that_it_is_left_out(inside: Inside) -> None:
    kept = inside("convert", "-", "-", "--to", "biblatex", stdin=PREAMBLE + ENTRY)
    left = inside("convert", "-", "-", "--to", "json", stdin=PREAMBLE + ENTRY)

    assert kept.out.startswith("@preamble{{\\newcommand{\\noopsort}[1]{}}}\n\n@misc{z,\n")
    assert "a @preamble is left out, which json has no place for" in left.err


# On a terminal


def at_a_terminal(folder: Path, typed: bytes, *args: str) -> tuple[int, str]:
    """Run the program where there is a terminal, type at its question, and return exit code and what was shown."""
    ours, theirs = pty.openpty()
    # setsid makes the terminal the one whose Ctrl-C counts.
    command = ["setsid", "--ctty", "--wait", sys.executable, "-m", "mllmtune", *args]
    environment = {**os.environ, "COLUMNS": "80", "TERM": "dumb"}
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's background job ignores it, and so would ours
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment)
    signal.signal(signal.SIGINT, before)
    os.close(theirs)
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()
    shown = b""
    with contextlib.suppress(OSError):  # EIO: the other side has gone
        while more := os.read(ours, 4096):
            shown += more
            if b"[y/N]" in shown and typed:
                time.sleep(0.5)  # nobody types before a question is read; Python would miss a Ctrl-C that came so early
                os.write(ours, typed)
                typed = b""
    watchdog.cancel()
    os.close(ours)
    return process.wait(), shown.decode()


@pytest.mark.skipif(not shutil.which("setsid"), reason="there is no setsid to give the program a terminal")
@pytest.mark.parametrize(("typed", "code", "changed"), [(b"y\n", 0, True), (b"n\n", 1, False), (b"\x03", 130, False)])
def test_a_terminal_is_asked(library: Path, typed: bytes, code: int, *, changed: bool) -> None:
    (library.parent / "refs.bib").write_text(
        ENTRY + "@misc{dora24, eprint = {2402.09353}, pages = {1--9}, year = 2025}"
    )

    done, shown = at_a_terminal(library.parent, typed, "import", "refs.bib")

    assert "+ z" in shown
    assert "~ liu2024dora" in shown
    assert "2024 (stays; in the file: 2025)" in shown
    assert f"Change {library}? [y/N]" in shown.replace("\r\n", "")
    assert done == code
    assert (library.read_text() != TEXT) is changed


# Comparing


def test_what_the_library_lacks_and_where_it_differs_is_listed(inside: Inside, library: Path) -> None:
    answer = inside("compare", "-", stdin=BIB)

    assert answer.out == (
        "differing\tliu2024dora\tyear\t2024\t2025\n"
        "lacking\tliu2024dora\tpages\t\t1–9\n"  # noqa: RUF001 - as people read it
        "lacking\tdoe2020new\t\t\tA New Thing\n"
        "differing\twu2025moslora\tkey\tanother paper\tNothing of the Kind\n"
    )
    assert answer.code == 1
    assert library.read_text() == TEXT


def test_another_library_is_compared_too(inside: Inside, library: Path) -> None:
    (library.parent / "other.toml").write_text(TEXT.replace('"ICML"', '"ICML 2024"'))

    answer = inside("compare", "other.toml", "--json")

    assert json.loads(answer.out) == [
        {"what": "differing", "key": "liu2024dora", "attribute": "venue", "ours": "ICML", "theirs": "ICML 2024"}
    ]
    assert inside("compare", library).code == 0


# The library is edited by hand while the question stands


def edited_at_the_question(library: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Say yes, but only when the library holds `text`."""

    def yes(_question: str, *, yes: bool) -> bool:
        library.write_text(text)
        return not yes

    monkeypatch.setattr("mllmtune.cli.import.confirmed", yes)


def test_an_edit_made_while_it_asks_is_kept(
    inside: Inside, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new.bib").write_text("@misc{doe2020new, title = {A New Thing}, year = 2020}\n")
    edited_at_the_question(library, f"# by hand\n{TEXT}", monkeypatch)
    assert inside("import", "new.bib").code == 0
    assert library.read_text().startswith(f"# by hand\n{TEXT}")
    assert "doe2020new" in papers(library)


def test_what_was_not_shown_is_not_done(
    inside: Inside, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new.bib").write_text("@misc{doe2020new, title = {A New Thing}, year = 2020}\n")
    by_hand = f'{TEXT}\n[[papers]]\nkey = "own"\ntype = "misc"\ntitle = "Own"\naliases = ["doe2020new"]\n'
    edited_at_the_question(library, by_hand, monkeypatch)
    answer = inside("import", "new.bib")
    assert answer.code == 4
    assert answer.err.endswith(
        f"{library} changed while it was being written; nothing was saved: run the command again\n"
    )
    assert library.read_text() == by_hand
