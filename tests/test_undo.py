"""Every change is written down, can be looked at, taken back and made again, whatever has been done elsewhere since."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mllmtune.errors import ChangedSinceError
from mllmtune.store.blocks import split
from mllmtune.store.hunks import hunks
from mllmtune.store.journal import MOST_BYTES, journal_file, read_journal
from mllmtune.store.placing import pieces, spliced
from mllmtune.store.windows import after, window
from tests.conftest import Inside
from tests.library import TEXT

NEW = ("add", "--title", "New", "--key", "new")
BY_HAND = '\n# by hand\n[[papers]]\nkey = "hand"\ntype = "misc"\n'


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("above", "below"),
    [("# above", "# below"), ("# above", ""), ("", "# below")],
    ids=["lines on both sides", "a line above", "a line below"],
)
def test_a_paper_goes_back_between_the_lines_that_it_stood_at(
    inside: Inside, library: Path, above: str, below: str
) -> None:
    first = "[library]\nschema = 1\n\n" + block("a") + "\n# of its own\n\n" + block("b")

    def by_hand(text: str) -> str:
        text = text.replace("[library]\n", f"{above}\n[library]\n" if above else "[library]\n")
        return text.replace("# of its own\n", f"# of its own\n{below}\n" if below else "# of its own\n")

    library.write_text(first)
    inside("remove", "a")
    library.write_text(by_hand(library.read_text()))

    assert inside("undo").code == 0

    assert library.read_text() == by_hand(first)


def test_a_merge_is_taken_back_though_a_hand_has_written_between_its_papers(inside: Inside, library: Path) -> None:
    first = "[library]\nschema = 1\n\n" + block("a") + "\n# of its own\n\n" + block("b")
    library.write_text(first)
    assert inside("merge", "b", "a", "--prefer", "b").code == 0
    library.write_text(library.read_text().replace("# of its own\n", "# of its own\n# by hand\n"))

    assert inside("undo").code == 0

    assert library.read_text() == first.replace("# of its own\n", "# of its own\n# by hand\n")


def block(key: str) -> str:
    return f'[[papers]]\nkey = "{key}"\ntype = "misc"\n'


def test_undo_gives_the_file_back_byte_for_byte(inside: Inside, library: Path) -> None:
    inside(*NEW)
    inside("remove", "muller2023adapter")

    answer = inside("undo", "2")

    assert answer.out == "added\tmuller2023adapter\t\t\tAn Adapter for ℓ₁ Vision\nremoved\tnew\t\t\tNew\n"
    assert answer.err == (
        "mllmtune: undo of 2: mllmtune remove muller2023adapter\n"
        "mllmtune: undo of 1: mllmtune add --title New --key new\n"
    )
    assert library.read_text() == TEXT


def test_redo_makes_again_what_was_undone(inside: Inside, library: Path) -> None:
    inside("remove", "muller2023adapter")
    removed = library.read_bytes()
    inside("undo")

    inside("redo")

    assert library.read_bytes() == removed


def test_after_a_new_change_there_is_nothing_to_make_again(inside: Inside, library: Path) -> None:
    inside("remove", "muller2023adapter")
    inside("undo")
    inside(*NEW)

    answer = inside("redo")

    assert answer == (1, "", "mllmtune: nothing to redo; `mllmtune log` lists the changes\n")
    assert "muller2023adapter" in library.read_text()


def test_a_dry_run_of_undo_shows_and_changes_nothing(inside: Inside, library: Path) -> None:
    inside(*NEW)
    before = library.read_bytes()

    answer = inside("undo", "--dry-run")

    assert answer.out == "removed\tnew\t\t\tNew\n"
    assert answer.err.endswith("mllmtune: nothing was changed\n")
    assert library.read_bytes() == before
    assert len(read_journal(journal_file(library)).entries) == 1


def test_what_was_done_by_hand_elsewhere_stays(inside: Inside, library: Path) -> None:
    inside("remove", "muller2023adapter")
    library.write_text(library.read_text().replace("year = 2024", "year = 2025  # mine") + BY_HAND)

    assert inside("undo").code == 0

    assert library.read_text() == TEXT.replace("year = 2024", "year = 2025  # mine") + BY_HAND


def test_one_change_of_several_is_taken_back_alone(inside: Inside, library: Path) -> None:
    inside("remove", "muller2023adapter")
    inside(*NEW)

    assert inside("undo", "--entry", "1").code == 0

    assert library.read_text() == TEXT + '\n[[papers]]\nkey = "new"\ntype = "misc"\ntitle = "New"\n'


@pytest.mark.usefixtures("library")
def test_a_paper_comes_back_though_both_its_neighbours_have_gone(inside: Inside) -> None:
    inside("remove", "muller2023adapter")
    inside("remove", "liu2024dora", "wu2025moslora")

    assert inside("undo", "--entry", "1").code == 0

    assert inside("list", "--keys").out == "muller2023adapter\n"


def test_a_paper_that_has_changed_since_is_named_and_nothing_is_done(inside: Inside, library: Path) -> None:
    inside(*NEW)
    library.write_text(library.read_text().replace('title = "New"', 'title = "Newer"'))
    before = library.read_bytes()

    answer = inside("undo")

    assert answer.code == 4
    assert answer.err == (
        "mllmtune: new has been changed since; change 1 stays as it is: `mllmtune diff --entry 1` shows it\n"
    )
    assert library.read_bytes() == before


def test_a_library_made_where_another_was_is_told_what_of_the_log_is_its_own(inside: Inside, library: Path) -> None:
    inside(*NEW)
    library.unlink()

    made = inside("-l", library, "init", "--empty")
    inside("add", "--title", "Newest", "--key", "newest")
    answer = inside("undo", "99")

    assert (
        made.err
        == f"mllmtune: made {library}; `mllmtune log` still lists what was done to the one that was here before\n"
    )
    assert (answer.code, answer.out) == (4, "")
    assert answer.err == (
        "mllmtune: new has been changed since; change 1 stays as it is: `mllmtune diff --entry 1` shows it; "
        "say 1 to stop before it\n"
    )
    assert inside("undo", "1").out == "removed\tnewest\t\t\tNewest\n"


@pytest.mark.usefixtures("library")
def test_a_paper_does_not_come_back_under_a_key_that_another_has_got(inside: Inside) -> None:
    inside("remove", "muller2023adapter")
    inside("add", "--title", "Other", "--key", "muller2023adapter")

    answer = inside("undo", "--entry", "1")

    assert answer.code == 4
    assert 'the key "muller2023adapter" belongs to another paper now; nothing was changed' in answer.err
    assert inside("list").code == 0


def test_papers_that_go_back_to_their_place_are_neither_added_nor_removed(inside: Inside, library: Path) -> None:
    before = library.read_bytes()
    assert inside("sort", "--by", "-year,title").code == 0
    assert library.read_bytes() != before

    told = {row.split("\t")[0] for row in inside("undo").out.splitlines()}

    assert (told, library.read_bytes()) == ({"rewritten"}, before)


def test_a_comment_between_papers_that_is_taken_back_is_a_change(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.write_text(TEXT + '\n[[papers]]\nkey = "last"\ntype = "misc"\n\n# end\n')
    (library.parent / "editor.sh").write_text('printf "\\n# tail\\n" >> "$1"\n')
    monkeypatch.setenv("EDITOR", f"sh {library.parent / 'editor.sh'}")
    before = library.read_text()
    inside("edit", "last")
    assert library.read_text() != before

    library.write_text((changed := library.read_text()).replace("# tail", "# by hand"))
    assert inside("undo").err.startswith("mllmtune: what stands behind last has been changed since; change 1 stays")
    library.write_text(changed)
    answer = inside("undo")

    assert (answer.err, library.read_text()) == ("mllmtune: undo of 1: mllmtune edit last\n", before)


def test_papers_that_come_and_go_side_by_side_are_not_taken_for_one(inside: Inside, library: Path) -> None:
    last = library.read_text().rpartition('key = "')[2].partition('"')[0]
    inside("remove", last)
    inside("add", "--title", "New", "--key", "new")

    rows = [row.split("\t")[:2] for row in inside("undo", "2").out.splitlines()]

    assert sorted(rows) == [["added", last], ["removed", "new"]]


@pytest.mark.parametrize("way", ["undo", "redo", "diff"])
def test_one_change_and_a_number_of_changes_are_not_asked_for_at_once(inside: Inside, library: Path, way: str) -> None:
    inside("tag", "liu2024dora", "x")
    before = library.read_bytes()
    said = "mllmtune: --entry names one change, and 2 says how many of the last; say one of the two\n"
    assert inside(way, "--entry", "1", "2") == (2, "", said)
    assert library.read_bytes() == before


@pytest.mark.usefixtures("library")
def test_the_log_lists_the_last_change_first(inside: Inside) -> None:
    inside(*NEW)
    inside("remove", "muller2023adapter")
    inside("undo")

    rows = [line.split("\t") for line in inside("log").out.splitlines()]

    assert [(number, *rest) for number, _, *rest in rows] == [
        ("3", "undoes 2", "muller2023adapter", "mllmtune undo"),
        ("2", "undone", "muller2023adapter", "mllmtune remove muller2023adapter"),
        ("1", "done", "new", "mllmtune add --title New --key new"),
    ]


@pytest.mark.usefixtures("library")
def test_the_log_of_a_paper_tells_of_that_paper_alone(inside: Inside) -> None:
    inside(*NEW)
    inside("remove", "dora")

    log = json.loads(inside("log", "liu2024dora", "--json").out)

    assert [(one["number"], one["keys"]) for one in log] == [(2, ["liu2024dora"])]


def test_a_library_that_no_command_has_changed_says_so(inside: Inside, library: Path) -> None:
    for command in ("log", "diff"):
        assert inside(command) == (1, "", f"mllmtune: no command has changed {library} yet\n")
    assert inside("undo").code == 1


@pytest.mark.usefixtures("library")
def test_diff_shows_the_text_that_came_and_went(inside: Inside) -> None:
    inside(*NEW)

    lines = inside("diff").out.splitlines()

    assert lines[0].endswith(": mllmtune add --title New --key new")
    assert lines[1:] == [
        "--- new", "+++ new", "@@ -0,0 +1,5 @@", "+", "+[[papers]]", '+key = "new"', '+type = "misc"', '+title = "New"',
    ]  # fmt: skip


@pytest.mark.usefixtures("library")
def test_diff_shows_the_lines_of_a_paper_that_are_others_and_no_more(inside: Inside) -> None:
    inside("note", "muller2023adapter", "mine")

    changed = [line for line in inside("diff").out.splitlines() if line.startswith(("+", "-"))]

    assert changed == ["--- muller2023adapter", "+++ muller2023adapter", '+notes = "mine"']


def test_a_library_has_one_journal_and_one_lock_however_it_is_named(inside: Inside, library: Path) -> None:
    link = library.parent / "elsewhere" / "link.toml"
    link.parent.mkdir()
    link.symlink_to(library)
    for number, name in enumerate(["papers.toml", "./papers.toml", str(library), "elsewhere/link.toml"]):
        assert inside("-l", name, "add", "--title", "New", "--key", f"new{number}").code == 0

    assert len(inside("log").out.splitlines()) == 4
    assert len(list(journal_file(library).parent.glob("*.lock"))) == 1
    assert inside("undo", "4").code == 0
    assert library.read_text() == TEXT


def test_the_settings_go_back_too(inside: Inside, library: Path) -> None:
    inside("add", "-", stdin='@preamble{"\\newcommand{\\x}{y}"}\n@misc{z, title = {Z}}\n')
    assert "preamble" in library.read_text()

    assert inside("undo").code == 0

    assert library.read_text() == TEXT


# A program that was killed, and a journal that was damaged


def journal_lines(library: Path) -> list[bytes]:
    return journal_file(library).read_bytes().splitlines(keepends=True)


CHANGES = {
    "one paper more": NEW,
    "one paper less": ("remove", "muller2023adapter"),
    "the last paper less": ("remove", "wu2025moslora"),
    "an attribute": ("tag", "liu2024dora", "new"),
    "all papers": ("tag", "--query", "*", "new", "--yes"),
    "the order": ("sort", "--by", "-key"),
    "something taken back": ("undo",),
}
EVERY_CHANGE = pytest.mark.parametrize("command", CHANGES.values(), ids=CHANGES)


@EVERY_CHANGE
def test_an_entry_whose_change_never_reached_the_file_is_no_entry(
    inside: Inside, library: Path, command: tuple[str, ...]
) -> None:
    inside("mark", "liu2024dora", "read")
    before = library.read_bytes()
    inside(*command)
    library.write_bytes(before)  # as if the program had been killed between the journal and the file
    journal_file(library).write_bytes(b"".join(journal_lines(library)[:-1]))

    assert [line.split("\t")[0] for line in inside("log").out.splitlines()] == ["1"]
    assert inside("undo").err == "mllmtune: undo of 1: mllmtune mark liu2024dora read\n"
    assert library.read_text() == TEXT
    assert [one.number for one in read_journal(journal_file(library)).entries] == [1, 2]


@EVERY_CHANGE
def test_an_entry_whose_mark_is_missing_counts_if_the_file_holds_it(
    inside: Inside, library: Path, command: tuple[str, ...]
) -> None:
    inside("mark", "liu2024dora", "read")
    inside(*command)
    after = library.read_bytes()
    journal_file(library).write_bytes(b"".join(journal_lines(library)[:-1]))

    assert [line.split("\t")[0] for line in inside("log").out.splitlines()] == ["2", "1"]
    inside("tag", "liu2024dora", "next")
    assert inside("undo").code == 0
    assert library.read_bytes() == after


@pytest.mark.parametrize("cut", [1, 5, 40, 200])
def test_a_line_that_was_cut_off_is_forgotten(inside: Inside, library: Path, cut: int) -> None:
    inside(*NEW)
    inside("remove", "muller2023adapter")
    lines = journal_lines(library)
    inside("undo")
    journal_file(library).write_bytes(b"".join(lines[:2]) + lines[2][:cut])

    assert [line[0] for line in inside("log").out.splitlines()] == ["1"]
    assert inside("undo") == (0, "removed\tnew\t\t\tNew\n", "mllmtune: undo of 1: mllmtune add --title New --key new\n")
    assert library.read_text() == TEXT


def test_a_damaged_line_is_said_and_the_others_are_read(inside: Inside, library: Path) -> None:
    inside(*NEW)
    inside("remove", "muller2023adapter")
    lines = journal_lines(library)
    journal_file(library).write_bytes(lines[0].replace(b"New", b"Old") + b"".join(lines[1:]))

    answer = inside("undo")

    assert f"{journal_file(library)} is damaged: a line of it cannot be read" in answer.err
    assert "cannot be undone; the others can; move the file away to begin a new one\n" in answer.err
    assert answer.code == 0
    assert "muller2023adapter" in library.read_text()


def test_garbage_in_the_place_of_a_journal_stops_no_change(inside: Inside, library: Path) -> None:
    journal_file(library).parent.mkdir(parents=True)
    journal_file(library).write_bytes(bytes(range(256)) * 20)

    assert inside(*NEW).code == 0
    assert inside("undo").code == 0
    assert library.read_text() == TEXT


def test_the_journal_does_not_grow_without_end(inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mllmtune.store.journal.MOST_BYTES", 4000)
    monkeypatch.setattr("mllmtune.store.journal._KEPT_BYTES", 2000)
    for number in range(20):
        inside("add", "--title", "x" * 200, "--key", f"new{number}")

    assert journal_file(library).stat().st_size < 5000 < MOST_BYTES
    assert [one.number for one in read_journal(journal_file(library)).entries][-3:] == [18, 19, 20]
    assert inside("undo", "3").code == 0


def test_a_change_of_very_much_is_taken_back_too(inside: Inside, library: Path) -> None:
    inside("note", "liu2024dora", "much to say " * 20_000)
    assert journal_file(library).stat().st_size < 100_000
    inside(*NEW)

    assert inside("undo", "2").code == 0
    assert library.read_text() == TEXT


def test_a_journal_that_cannot_be_written_stops_the_change(inside: Inside, library: Path) -> None:
    journal_file(library).mkdir(parents=True)

    answer = inside(*NEW)

    assert answer.code == 3
    assert f"{journal_file(library)}: the journal cannot be read: this is a directory" in answer.err
    assert library.read_text() == TEXT


# Hunks: any file can become any other, and go back

NAMES = st.sampled_from("abcdefgh")
GAPS = st.sampled_from(
    ["\n", "\n\n", "\n# of its own\n\n", "\n\n\n", "\n\n# right above\n", "\n[library]\nschema = 1\n\n"]
)


def files(names: list[str], gaps: list[str], title: str, head: str, end: str, newline: str) -> bytes:
    papers = [f'[[papers]]\nkey = "{name}"\ntype = "misc"\ntitle = "{title}"' for name in names]
    text = head + "".join(paper + gap for paper, gap in zip(papers, gaps, strict=False)) + end
    return text.replace("\n", newline).encode()


FILES = st.builds(
    files, st.lists(NAMES, unique=True), st.lists(GAPS, min_size=8, max_size=8), st.sampled_from(["x", "y"]),
    st.sampled_from(["", "# head\n\n", "[library]\nschema = 1\n\n"]), st.sampled_from(["", "# end", "\n\n"]),
    st.sampled_from(["\n", "\r\n"]),
)  # fmt: skip


@settings(deadline=None)
@given(FILES, FILES)
def test_any_file_becomes_any_other_and_goes_back(one: bytes, other: bytes) -> None:
    found = hunks(window(split(one), other))
    assert spliced(one, pieces(split(one), found)) == other
    assert spliced(other, pieces(split(other), [hunk.turned() for hunk in found])) == one


@settings(deadline=None)
@given(FILES, FILES)
def test_what_has_changed_stands_in_the_window(one: bytes, other: bytes) -> None:
    found = window(split(one), other)
    assert after(split(one), found) == split(other)
    start, behind = found.start, len(one) - found.start - len(found.before.data)
    assert one[:start] + found.after.data + one[len(one) - behind :] == other
    assert split(other).papers[: len(split(one[:start]).papers)] == split(one[:start]).papers


def test_a_hunk_is_not_found_where_its_paper_is_another() -> None:
    one, other = (f'[[papers]]\nkey = "a"\ntype = "misc"\ntitle = "{title}"\n'.encode() for title in "xy")
    found = hunks(window(split(one), other))
    with pytest.raises(ChangedSinceError, match="a has been changed since"):
        pieces(split(one.replace(b"x", b"z")), found)
