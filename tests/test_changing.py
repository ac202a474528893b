"""What every command promises that changes papers: it does what it says, shows it first if asked to, refuses, is taken
back, and leaves every other byte of the file as it was."""

import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from mllmtune.store import reading
from mllmtune.store.blocks import Blocks, split
from mllmtune.store.journal import journal_file, read_journal
from tests.conftest import Inside

PRE = """\
#:schema papers.schema.json
[library]   # the settings
schema = 1

# about a
[[papers]]
  key   =  "a"
  type  =  "misc"      # spaced out
  title =  "A"


# a comment of its own

"""
PAPER = """\
# about b
[[papers]]
key = "b"
type='misc'
title = "B Title of a Paper"   # on top of b
year = 2024
url = "http://arxiv.org/abs/2402.09353"
tags = ["old",   # one
        "older"]
notes = "first"
"""
POST = """\

[[ "papers" ]]
key = "c"
type = "misc"
title = '''
[[papers]]
'''

[papers.links] # of c
code = "https://x.org/c"
# the end
"""
FILES = {
    "as it was typed": PRE + PAPER + POST,
    "with CRLF": (PRE + PAPER + POST).replace("\n", "\r\n"),
    "without a newline at its end": (PRE + PAPER + POST).removesuffix("\n"),
    "with a byte order mark": "\ufeff" + PRE + PAPER + POST,
    "with the paper at its end": PRE + POST + "\n" + PAPER,
    "with the paper at its end and no newline": PRE + POST + "\n" + PAPER.removesuffix("\n"),
    "with papers close together": PRE.partition("\n\n\n")[0] + "\n" + PAPER + POST.lstrip("\n"),
}
BIB = "@misc{b, title = {B Title of a Paper}, year = 2024, doi = {10.1000/x}}\n"


class Command(NamedTuple):
    """A command line, the attributes of b that are others after it (None: gone), and one that is refused, with code."""

    args: tuple[str, ...]
    changed: Mapping[str, object] | None
    refused: tuple[str, ...]
    code: int
    stdin: str = ""
    editor: tuple[str, str] = ("", "")  # what the editor replaces by what
    key: str = "b"  # of the paper after it


COMMANDS = {
    "remove": Command(("remove", "b"), None, ("remove", "b", "nosuch"), 1),
    "import": Command(("import", "-", "--yes"), {"doi": "10.1000/x"}, ("import", "-"), 4, BIB),
    "check --fix": Command(
        ("check", "--fix", "--select", "insecure-address"),
        {"url": "https://arxiv.org/abs/2402.09353"},
        ("check", "--fix", "--select", "nosuch"),
        2,
    ),
    "set": Command(("set", "b", "year=2023", "venue=ICML"), {"year": 2023, "venue": "ICML"}, ("set", "b", "key=d"), 2),
    "set, a list": Command(("set", "b", "tags=x; y"), {"tags": ["x", "y"]}, ("set", "b", "aliases+=c"), 4),
    "set, to nothing": Command(("set", "b", "notes="), {"notes": None}, ("set", "b", "title-=x"), 2),
    "set, a link": Command(
        ("set", "b", "links.code=https://x.org"),
        {"links": {"code": "https://x.org"}},
        ("set", "b", "links.code=x y"),
        3,
    ),
    "set, of many": Command(
        ("set", "--query", "year:2024", "venue=ICML", "--yes"),
        {"venue": "ICML"},
        ("set", "--query", "year:2024", "venue=ICML"),
        4,
    ),
    "tag": Command(("tag", "b", "new"), {"tags": ["old", "older", "new"]}, ("tag", "nosuch", "new"), 1),
    "untag": Command(("untag", "b", "old"), {"tags": ["older"]}, ("untag", "b"), 2),
    "note": Command(("note", "b", "second"), {"notes": "first\n\nsecond"}, ("note", "b", " "), 2),
    "mark": Command(("mark", "b", "read"), {"status": "read"}, ("mark", "b", "unknown"), 2),
    "rename": Command(("rename", "b", "d"), {"key": "d", "aliases": ["b"]}, ("rename", "b", "c"), 4, key="d"),
    "edit": Command(("edit", "b"), {"year": 2020}, ("edit", "nosuch"), 1, editor=("2024", "2020")),
    "edit --notes": Command(
        ("edit", "--notes", "b"), {"notes": "1st"}, ("edit", "--notes", "nosuch"), 1, editor=("first", "1st")
    ),
}
EVERY_COMMAND = pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
EVERY_FILE = pytest.mark.parametrize("text", FILES.values(), ids=FILES)
REPLACES = "import pathlib, sys; p = pathlib.Path(sys.argv[3]); old, new = (t.encode() for t in sys.argv[1:3])\n"
REPLACES += "p.write_bytes(p.read_bytes().replace(old, new))\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.toml"
    path.write_bytes(FILES["as it was typed"].encode())
    return path


def use_editor(monkeypatch: pytest.MonkeyPatch, folder: Path, old: str, new: str) -> None:
    """Make an editor of the user's that replaces a text by another."""
    script = folder / "editor.py"
    script.write_text(REPLACES)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script} '{old}' '{new}'")


def paper(path: Path, key: str = "b") -> dict[str, object] | None:
    papers = tomllib.loads(path.read_bytes().decode().removeprefix("\ufeff"))["papers"]
    return next((one for one in papers if one["key"] == key), None)


def entries(library: Path) -> int:
    return len(read_journal(journal_file(library)).entries)


@EVERY_FILE
@EVERY_COMMAND
def test_a_command_changes_one_paper_and_no_other_byte_and_is_taken_back(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch, command: Command, text: str
) -> None:
    library.write_bytes(text.encode())
    before = paper(library)
    assert before is not None
    use_editor(monkeypatch, library.parent, *command.editor)

    inside(*command.args, stdin=command.stdin)

    after = library.read_bytes().decode()
    newline = "\r\n" if "\r\n" in text else "\n"
    here = text.index("# about b")
    behind = text.index('notes = "first"') + len('notes = "first"')
    if command.changed is None:
        assert paper(library) is None
        assert after.startswith(text[:here].rstrip())
        assert after.split() == (text[:here] + text[behind:]).split()
    else:
        assert paper(library, command.key) == {
            name: value for name, value in {**before, **command.changed}.items() if value is not None
        }
        assert after.startswith(text[:here] + "# about b" + newline)
        assert after.endswith(text[behind:])
        assert 'title = "B Title of a Paper"   # on top of b' + newline in after
    assert after.count("\n") == after.count(newline)
    assert entries(library) == 1

    assert inside("undo").code == 0
    assert library.read_bytes().decode() == text
    assert inside("redo").code == 0
    assert library.read_bytes().decode() == after


@EVERY_COMMAND
def test_a_dry_run_shows_and_changes_nothing(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    before = library.read_bytes()
    use_editor(monkeypatch, library.parent, *command.editor)

    answer = inside(*command.args, "--dry-run", stdin=command.stdin)

    assert answer.code in (0, 1 if "check" in command.args else 0)
    assert "b" in answer.out
    assert library.read_bytes() == before
    assert entries(library) == 0


@EVERY_COMMAND
def test_what_is_refused_changes_nothing(inside: Inside, library: Path, command: Command) -> None:
    before = library.read_bytes()

    answer = inside(*command.refused, stdin=command.stdin)

    assert answer.code == command.code
    assert answer.err.count("\n") >= 1
    assert library.read_bytes() == before
    assert entries(library) == 0


@pytest.mark.parametrize("command", [one for name, one in COMMANDS.items() if name not in ("note", "rename")])
def test_a_command_that_has_nothing_left_to_do_leaves_the_file_and_the_journal_alone(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    use_editor(monkeypatch, library.parent, *command.editor)
    inside(*command.args, stdin=command.stdin)
    once, written = library.read_bytes(), entries(library)

    answer = inside(*command.args, stdin=command.stdin)

    assert answer.code == (1 if command.changed is None else 0)
    assert library.read_bytes() == once
    assert entries(library) == written


RESHAPING = {
    "sort": ("sort", "--by", "-key"),
    "fmt": ("fmt",),
    "merge": ("merge", "a", "b", "--prefer", "b"),
    "dedupe": ("dedupe", "--yes", "--prefer", "first"),
}


@EVERY_FILE
@pytest.mark.parametrize("args", RESHAPING.values(), ids=RESHAPING)
def test_what_changes_the_shape_of_the_file_keeps_every_comment_and_is_taken_back(
    inside: Inside, library: Path, args: tuple[str, ...], text: str
) -> None:
    text = text.replace('"A"', '"B Title of a Paper"').replace("year = 2024\n", "").replace("year = 2024\r\n", "")
    library.write_bytes(text.encode())

    inside(*args, "--dry-run")
    assert library.read_bytes().decode() == text
    assert inside(*args).code == 0

    after = library.read_bytes().decode()
    assert [one for one in re.findall("#[^\r\n]*", text) if one not in after] == []
    assert after.count("\n") == after.count("\r\n" if "\r\n" in text else "\n")
    written = entries(library)
    assert written == int(after != text)
    assert written or args[0] == "sort"
    if written:
        assert inside("undo").code == 0
        assert library.read_bytes().decode() == text
        assert inside("redo").code == 0
        assert library.read_bytes().decode() == after


@EVERY_FILE
def test_adding_is_taken_back(inside: Inside, library: Path, text: str) -> None:
    library.write_bytes(text.encode())

    inside("add", "--title", "New", "--key", "new")
    assert library.read_bytes().decode().startswith(text)

    assert inside("undo").code == 0
    assert library.read_bytes().decode() == text


def test_a_dry_run_of_adding_shows_and_changes_nothing(inside: Inside, library: Path) -> None:
    before = library.read_bytes()

    answer = inside("add", "--title", "New", "--key", "new", "--dry-run")

    assert answer == (0, "new\t\t\t\t\tNew\n", "mllmtune: nothing was changed\n")
    assert library.read_bytes() == before


def test_a_dry_run_makes_no_library(inside: Inside, tmp_path: Path) -> None:
    assert inside("-l", "new.toml", "add", "--title", "New", "--key", "new", "--dry-run").code == 0
    assert list(tmp_path.iterdir()) == []


def test_a_change_of_the_curated_library_that_cannot_be_made_copies_nothing(inside: Inside, tmp_path: Path) -> None:
    assert inside("tag", "nosuch", "x", cwd=tmp_path).code == 1
    assert inside("set", "liu2024dora", "year=x", cwd=tmp_path).code == 2
    assert inside("where", cwd=tmp_path).out.count("inside the package") == 1


# What is meant


def test_papers_are_named_or_chosen_not_both(inside: Inside, library: Path) -> None:
    assert inside("set", "b", "--year", "2024", "venue=X", "--yes").code == 2
    assert inside("set", "venue=X", "--yes").code == 2
    assert paper(library, "b") == tomllib.loads(PAPER)["papers"][0]


def test_all_papers_are_chosen_by_a_star(inside: Inside, library: Path) -> None:
    assert inside("tag", "--query", "*", "all", "--yes", "--keys").out == "a\nb\nc\n"
    assert library.read_text().count('"all"') == 3


def test_a_key_that_does_not_exist_is_named_with_the_nearest(inside: Inside, library: Path) -> None:
    library.write_text(library.read_text().replace('"b"', '"liu2024dora"'))

    answer = inside("mark", "liu2024dorra", "read")

    assert answer == (1, "", 'mllmtune: no paper has the key "liu2024dorra"; did you mean liu2024dora?\n')


@pytest.mark.parametrize("word", ["fields.year=in press", "fields.type=PhD thesis", "fields.annote=x", "fields.doi="])
@pytest.mark.usefixtures("library")
def test_a_field_that_is_no_attribute_is_set_and_any_is_cleared(inside: Inside, word: str) -> None:
    assert inside("set", "b", word).code == 0


def test_the_key_of_a_paper_is_no_tag(inside: Inside, library: Path) -> None:
    before = library.read_bytes()
    answer = inside("tag", "a", "b", "peft")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith('mllmtune: "b" is a paper, and would be a tag; several papers are tagged by')
    assert library.read_bytes() == before


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("yaer=2024", '"yaer" is not an attribute; did you mean "year"?'),
        ("zzz=1", '"zzz" is not an attribute; a link is called links.zzz, a field of BibTeX fields.zzz'),
        ("code=x", '"code" is not an attribute; a link is called links.code, a field of BibTeX fields.code'),
        ("year=soon", '"year" is a number, not "soon"'),
        ("year-=2024", '"year" is no list to take something out of; year= clears it'),
        ("venue+=x", '"venue" is no list to add something to; venue=... replaces it'),
        ("fields.doi=10.1/x", '"fields.doi" would stand beside "doi"; write doi=...'),
        ("fields.author=Doe", '"fields.author" would stand beside "authors"; write authors=...'),
        ("fields.annote+=x", '"fields.annote" is no list to add something to; fields.annote=... replaces it'),
        ("links.code-=x", '"links.code" is no list to take something out of; links.code= clears it'),
        ("links=x", "say which of the links: links.LABEL=VALUE"),
        ("key=x", "a key is changed by `mllmtune rename`, which keeps the old one working"),
        ("month=13", 'b: "month" 13 should be less than or equal to 12'),
        ("paradigm=nosuch", "b: \"paradigm\" 'nosuch' should be 'selective', 'additive' or 'reparameterization'"),
    ],
)
@pytest.mark.usefixtures("library")
def test_a_word_that_asks_for_what_cannot_be_is_explained(inside: Inside, word: str, said: str) -> None:
    assert inside("set", "b", word).err == f"mllmtune: {said}\n"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Doe, Jane; Roe, Richard", ["Doe, Jane", "Roe, Richard"]),
        ("Doe, Jane and Roe, Richard", ["Doe, Jane", "Roe, Richard"]),
        ("Jane Doe and {Barnes and Noble} and others", ["Doe, Jane", "{Barnes and Noble}", "others"]),
    ],
)
def test_names_are_parted_as_in_bibtex_too(inside: Inside, library: Path, typed: str, stored: list[str]) -> None:
    inside("set", "b", f"authors={typed}")
    assert (paper(library) or {})["authors"] == stored


def test_a_name_is_taken_out_as_it_is_spelt(inside: Inside, library: Path) -> None:
    library.write_text(library.read_text().replace("year = 2024", 'authors = ["Jane Doe", "Roe, Richard", "Poe, E."]'))
    inside("set", "b", "authors-=Jane Doe; Richard Roe")
    assert (paper(library) or {})["authors"] == ["Poe, E."]


def test_a_category_brings_its_paradigm(inside: Inside, library: Path) -> None:
    inside("set", "b", "category=prompt")
    assert (paper(library) or {})["paradigm"] == "additive"


def test_a_title_with_a_semicolon_is_one_title(inside: Inside, library: Path) -> None:
    inside("set", "b", "alt_titles+=One; Two")
    assert (paper(library) or {})["alt_titles"] == ["One; Two"]


def test_two_papers_do_not_get_one_alias(inside: Inside, library: Path) -> None:
    before = library.read_bytes()

    answer = inside("set", "a", "b", "aliases+=x")

    assert (answer.code, library.read_bytes()) == (4, before)
    assert 'the key "x" belongs to an alias of a now' in answer.err


# Editing


def test_a_comment_alone_can_be_edited(inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_editor(monkeypatch, library.parent, "# about b", "# much more about b")

    assert inside("edit", "b").out == "rewritten\tb\t\t\tB Title of a Paper\n"

    assert library.read_text() == (PRE + PAPER + POST).replace("# about b", "# much more about b")


@pytest.mark.parametrize(("old", "new"), [("zzz", "yyy"), (PAPER, "")])
def test_a_text_that_is_saved_unchanged_or_empty_changes_nothing(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    use_editor(monkeypatch, library.parent, old.replace("'", "'\"'\"'"), new)
    before = library.read_bytes(), library.stat().st_ino, library.stat().st_mtime_ns

    assert inside("edit", "b") == (0, "", "mllmtune: nothing was changed\n")

    assert (library.read_bytes(), library.stat().st_ino, library.stat().st_mtime_ns) == before


MISTAKES = {
    "an attribute that is none": ("year", "yaer", 6, '"yaer" is not an attribute; did you mean "year"?'),
    "no TOML": ("year = 2024", "year = ", 6, "this is not TOML"),
    "another key": ('key = "b"', 'key = "d"', 3, 'what cites "b" would find nothing; add aliases = ["b"]'),
    "a key of another": ('key = "b"', 'key = "c"\naliases = ["b"]', 3, 'the key "c" belongs to another paper now'),
    "a second paper": ("# about b", '[[papers]]\nkey = "e"\ntype = "misc"', 4, "a second paper begins here"),
    "no paper": ("[[papers]]", "[library]", 1, "there is no [[papers]] here; `mllmtune remove b` removes a paper"),
    "settings": ("# about b", "[library]\nschema = 1\n", 1, "only [[papers]] and its tables can stand here"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_line_and_the_text_is_kept(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, line: int, said: str
) -> None:
    use_editor(monkeypatch, library.parent, old, new)
    before = library.read_bytes()

    answer = inside("edit", "b")

    kept = journal_file(library).parent / "drafts" / "b.toml"
    assert answer.code == 3
    assert f"{kept}:{line}: " in answer.err
    assert said in answer.err
    assert kept.read_text() == PAPER.replace(old, new)
    assert library.read_bytes() == before


def test_a_paper_that_changes_while_it_is_edited_is_not_overwritten(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = library.parent / "editor.py"
    editor.write_text(
        "import pathlib, sys; both = [pathlib.Path(p) for p in ('papers.toml', sys.argv[1])]\n"
        "for p, year in zip(both, ('1999', '2020')): p.write_text(p.read_text().replace('2024', year))\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {editor}")

    answer = inside("edit", "b")

    kept = journal_file(library).parent / "drafts" / "b.toml"
    assert answer.code == 4
    assert answer.err == (
        f"mllmtune: {library}: b was changed while you edited it; nothing was saved: what you wrote is in {kept}\n"
    )
    assert "2020" in kept.read_text()
    assert "year = 1999\n" in library.read_text()


def test_what_is_done_elsewhere_while_a_paper_is_edited_stays(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = library.parent / "editor.py"
    editor.write_text(
        f"import pathlib, sys; p = pathlib.Path({str(library)!r}); p.write_text('# new\\n' + p.read_text())\n"
        "p = pathlib.Path(sys.argv[1]); p.write_text(p.read_text().replace('2024', '2020'))\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {editor}")

    assert inside("edit", "b").code == 0

    assert library.read_text() == "# new\n" + (PRE + PAPER + POST).replace("2024", "2020")


def test_a_file_that_is_gone_when_the_editor_ends_changes_nothing(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "rm")

    assert inside("edit", "b") == (0, "", "mllmtune: nothing was changed\n")

    assert library.read_text() == PRE + PAPER + POST


@pytest.mark.parametrize(("ending", "left"), [("exit 3", "left with exit code 3"), ("kill -2 $$", "signal 2")])
def test_what_was_written_before_the_editor_failed_is_kept(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch, ending: str, left: str
) -> None:
    editor = library.parent / "editor.sh"
    editor.write_text(f'echo "# long thought" >> "$1"; {ending}\n')
    monkeypatch.setenv("EDITOR", f"sh {editor}")

    answer = inside("edit", "b")

    kept = journal_file(library).parent / "drafts" / "b.toml"
    assert (answer.code, library.read_text()) == (1, PRE + PAPER + POST)
    assert left in answer.err
    assert f"what you wrote is kept in {kept}\n" in answer.err
    assert kept.read_text() == PAPER + "# long thought\n"


@pytest.mark.parametrize("what", [("--notes",), ()])
def test_a_text_in_another_encoding_is_told_and_kept(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch, what: tuple[str, ...]
) -> None:
    editor = library.parent / "editor.sh"
    editor.write_text("printf '# one\\n# caf\\351\\n' >> \"$1\"\n")
    monkeypatch.setenv("EDITOR", f"sh {editor}")

    answer = inside("edit", *what, "b")

    (kept,) = (journal_file(library).parent / "drafts").iterdir()
    line = kept.read_bytes().count(b"\n")
    assert (answer.code, library.read_text()) == (3, PRE + PAPER + POST)
    assert f"{kept}:{line}: this is not UTF-8; save it in that encoding" in answer.err
    assert kept.read_bytes().endswith(b"# one\n# caf\xe9\n")


def test_a_text_that_is_kept_is_not_overwritten_by_another(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for mistake in ("yaer", "yeer", "yeer"):
        use_editor(monkeypatch, library.parent, "year", mistake)
        assert inside("edit", "b").code == 3

    drafts = journal_file(library).parent / "drafts"
    kept = {path.name: path.read_text() for path in drafts.iterdir()}
    assert kept == {"b.toml": PAPER.replace("year", "yaer"), "b-2.toml": PAPER.replace("year", "yeer")}


def test_an_interrupt_is_left_to_the_editor(inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = library.parent / "editor.sh"
    editor.write_text('kill -2 $PPID; sleep 0.2; sed -i s/2024/2020/ "$1"\n')
    monkeypatch.setenv("EDITOR", f"sh {editor}")

    assert inside("edit", "b").code == 0

    assert "year = 2020\n" in library.read_text()


@pytest.mark.parametrize(
    ("editor", "code", "said"),
    [
        ("nosuch-editor", 2, 'the editor "nosuch-editor" does not start (no such file or directory); set $VISUAL or'),
        ("'", 2, "does not start (no closing quotation)"),
        ("false", 1, "false left with exit code 1; nothing was changed"),
        ("", 2, "no editor is known; set $VISUAL or $EDITOR to the command that starts yours"),
    ],
)
def test_an_editor_that_does_not_do_its_work_is_named(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch, editor: str, code: int, said: str
) -> None:
    monkeypatch.setenv("EDITOR", editor)

    answer = inside("edit", "b")

    assert (answer.code, library.read_text()) == (code, PRE + PAPER + POST)
    assert said in answer.err


@pytest.mark.parametrize(
    "words",
    [["tag", "b", "new"], ["set", "b", "year=2025"], ["import", "new.bib", "--yes"]],
    ids=lambda words: words[0],
)
def test_a_library_that_stands_still_is_cut_into_papers_once(
    inside: Inside, library: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (library.parent / "new.bib").write_text("@misc{n, title = {New}}\n")
    seen: list[bytes] = []

    def counted(data: bytes) -> Blocks:
        seen.append(data)
        return split(data)

    monkeypatch.setattr(reading, "split", counted)
    before = library.read_bytes()
    assert inside(*words).code == 0
    assert seen == [before]
