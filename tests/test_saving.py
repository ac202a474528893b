import errno
import os
import shutil
import stat
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mllmtune.errors import ChangedUnderneathError, UnreadableFileError, WouldNotSurviveError
from mllmtune.model.paper import Paper
from mllmtune.store import saving
from mllmtune.store.beginning import create
from mllmtune.store.blocks import digest, split
from mllmtune.store.changes import Change, Edited, changed
from mllmtune.store.journal import journal_file, read_journal
from mllmtune.store.reading import Snapshot
from mllmtune.store.replacing import put_new, replace
from mllmtune.store.saving import Record
from mllmtune.store.toml import read_paper
from mllmtune.store.undoing import taken_back
from tests.conftest import Program
from tests.touched import last_written

DORA = Paper(key="liu2024dora", type="misc", title="DoRA", notes="one\ntwo", links={"code": "https://x.org/y"})
LORA = Paper(key="hu2021lora", type="misc", title="LoRA")
A = '# of a\n[[papers]]\nkey = "a"   # spaced\ntype="misc"\n'
B = "[[ 'papers' ]]\nkey = 'b'\ntype = 'misc'\n\n[papers.fields]\n\t x = '''\n[[papers]]\n'''\n"
HEAD = '#:schema papers.schema.json\n[library]\nschema = 1\ntitle = "mine"\n'


def save(library: Path, plan: Callable[[Snapshot], Change]) -> None:
    saving.save(library, plan, Record(journal_file(library), ("mllmtune", "test")))


def written(text: str, change: Change) -> str:
    return changed(split(text.encode()), change).decode()


def removal(*blocks: str) -> Change:
    return Change(removed=frozenset(digest(block.rstrip().encode()) for block in blocks))


def keys(path: Path) -> list[str]:
    return [paper["key"] for paper in tomllib.loads(path.read_text()).get("papers", [])]


def adding(*papers: Paper) -> Callable[[Snapshot], Change]:
    return lambda _: Change(added=papers)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.toml"
    path.write_text(f"{HEAD}\n{A}\n{B}\n# end\n")
    return path


# What is written


def test_a_new_paper_stands_behind_everything_else_and_an_empty_line() -> None:
    assert written(f"{HEAD}\n{A}\n# end\n", Change(added=(LORA,))) == (
        f'{HEAD}\n{A}\n# end\n\n[[papers]]\nkey = "hu2021lora"\ntype = "misc"\ntitle = "LoRA"\n'
    )


def test_a_new_paper_has_the_line_ends_of_the_file() -> None:
    text = written(f"{HEAD}\n{A}".replace("\n", "\r\n"), Change(added=(DORA, LORA)))
    assert text.count("\n") == text.count("\r\n")


def test_a_new_paper_ends_without_a_newline_where_the_file_did() -> None:
    assert written("[library]\nschema = 1", Change(added=(LORA,))) == (
        '[library]\nschema = 1\n\n[[papers]]\nkey = "hu2021lora"\ntype = "misc"\ntitle = "LoRA"'
    )


REMOVALS = {
    "the first": (f"{HEAD}\n{A}\n{B}\n# end\n", A, f"{HEAD}\n{B}\n# end\n"),
    "one in the middle": (f"{A}\n{B}\n[[papers]]\n", B, f"{A}\n[[papers]]\n"),
    "the last": (f"{A}\n{B}", B, A),
    "the last before a comment": (f"{A}\n{B}\n# end\n\n\n", B, f"{A}\n\n# end\n\n\n"),
    "one with a comment right behind it": (f"{A}\n{B}# own\n\n[[papers]]\n", B, f"{A}\n# own\n\n[[papers]]\n"),
    "one between comments": (f"# own\n\n{A}\n# also own\n\n{B}", A, f"# own\n\n\n# also own\n\n{B}"),
    "one before the settings": (f"{A}\n{HEAD}\n{B}", A, f"{HEAD}\n{B}"),
    "one without empty lines around": (f"{B}{A}{B}", A, f"{B}{B}"),
    "the only one": (f"{HEAD}\n{A}", A, HEAD),
    "all that there is": (A, A, "[library]\nschema = 1\n"),
}


@pytest.mark.parametrize(("before", "gone", "after"), REMOVALS.values(), ids=REMOVALS)
def test_a_paper_goes_with_its_comment_and_its_empty_line_and_nothing_else(before: str, gone: str, after: str) -> None:
    assert written(before, removal(gone)) == after


def test_papers_that_stand_together_go_together() -> None:
    assert written(f"{HEAD}\n{A}\n{B}\n# own\n", removal(A, B)) == f"{HEAD}\n\n# own\n"


COMMENTS = st.sampled_from(["", "# own\n", "\n# of the next\n", "# own\n\n", "\n\n \n"])
ENDS = st.sampled_from(["", "\n", "\n\n", "\n# end", "\n# end\n", "\n\n# end\n\n\n", "\n  \n\t"])
FILES = st.tuples(st.sampled_from(["", HEAD, "\ufeff" + HEAD]), COMMENTS, st.sampled_from([A, B]), COMMENTS, ENDS)


@given(
    FILES.map("".join).map(str.rstrip), ENDS, st.sampled_from(["\n", "\r\n"]), st.sampled_from([(LORA,), (LORA, DORA)])
)
def test_adding_and_removing_gives_the_first_file(text: str, end: str, newline: str, papers: tuple[Paper, ...]) -> None:
    first = (text + end).replace("\n", newline).encode()
    second = split(changed(split(first), Change(added=papers)))
    names = [digest(block) for block in second.papers[-len(papers) :]]
    assert changed(second, Change(removed=frozenset(names))) == first


SEVERAL = st.lists(st.tuples(st.sampled_from([A, B, A.replace('"a"', '"c"')]), COMMENTS).map("".join), max_size=4)


@given(st.tuples(FILES.map("".join), SEVERAL.map("".join), ENDS).map("".join), *[st.sets(st.integers(0, 3))] * 2)
def test_to_edit_and_remove_at_once_is_to_edit_and_then_to_remove(text: str, gone: set[int], new: set[int]) -> None:
    blocks = split(text.encode())
    names = dict.fromkeys(digest(block) for block in blocks.papers)
    removed = frozenset(name for number, name in enumerate(names) if number in gone)
    edits = {
        name: Edited(b'# new\n[[papers]]\nkey = "new"\ntype = "misc"', DORA)
        for number, name in enumerate(names)
        if number in new - gone
    }
    one_by_one = changed(split(changed(blocks, Change(edited=edits))), Change(removed=removed))
    assert changed(blocks, Change(removed=removed, edited=edits)) == one_by_one


@given(FILES.map("".join), st.sampled_from(["\n", "\r\n"]))
def test_adding_keeps_every_byte_that_was_there(text: str, newline: str) -> None:
    first = text.replace("\n", newline).encode()
    assert changed(split(first), Change(added=(DORA,))).startswith(first)


# How it is saved


def test_a_saved_paper_reads_back_as_it_is(library: Path) -> None:
    save(library, adding(DORA))
    assert tomllib.loads(library.read_text())["papers"][-1] == DORA.facts()


def test_a_change_of_nothing_does_not_touch_the_file(library: Path) -> None:
    before = last_written(library)
    save(library, lambda _: Change())
    assert last_written(library) == before


def test_a_symbolic_link_stays_and_its_target_is_replaced(library: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.toml"
    link.parent.mkdir()
    link.symlink_to("../papers.toml")
    save(link, adding(DORA))
    assert (link.readlink(), keys(library)) == (Path("../papers.toml"), ["a", "b", "liu2024dora"])


def test_a_link_that_leads_nowhere_yet_gets_its_target(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    link = tmp_path / "link.toml"
    link.symlink_to("mine/target.toml")
    create(link)
    assert (link.is_symlink(), (tmp_path / "mine/target.toml").read_text()) == (
        True,
        '[library]\nschema = 1\ntitle = "mine"\n',
    )


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_of_the_file_stays(library: Path, mode: int) -> None:
    library.chmod(mode)
    save(library, adding(DORA))
    assert stat.S_IMODE(library.stat().st_mode) == mode


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_mode_that_the_user_gives_to_new_files(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        create(tmp_path / "new.toml")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.toml").stat().st_mode) == mode


def test_folders_that_are_not_there_are_made(tmp_path: Path) -> None:
    create(tmp_path / "one" / "two" / "new.toml")
    assert (tmp_path / "one" / "two" / "new.toml").is_file()


def test_a_draft_that_a_killed_program_left_is_cleared_after_a_while(library: Path) -> None:
    draft = library.with_name(".papers.toml.mllmtune-x7")
    draft.write_text("half a file")
    os.utime(draft, (1_700_000_000, 1_700_000_000))
    save(library, adding(DORA))
    assert (draft.exists(), keys(library)) == (False, ["a", "b", "liu2024dora"])


def test_a_draft_of_another_writer_is_left_alone(library: Path) -> None:
    draft = library.with_name(".papers.toml.mllmtune-x8")
    draft.write_text("half a file")
    save(library, adding(DORA))
    assert draft.read_text() == "half a file"


def test_nothing_is_replaced_that_does_not_hold_what_was_read(library: Path) -> None:
    assert replace(library, b"new", was=b"something else") is False
    assert library.read_text() == f"{HEAD}\n{A}\n{B}\n# end\n"
    assert list(library.parent.iterdir()) == [library]


def test_a_file_that_changed_at_the_same_length_is_not_replaced(library: Path) -> None:
    was = library.read_bytes()
    library.write_bytes(was.replace(b"spaced", b"edited"))
    assert replace(library, b"new", was=was) is False


@pytest.mark.parametrize("call", ["link", "nothing"])
def test_a_new_file_is_put_where_none_is_and_nowhere_else(
    tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, call, refused, raising=False)  # there are no links on FAT
    new = tmp_path / "new.toml"
    assert [put_new(new, b"one"), put_new(new, b"two")] == [True, False]
    assert (new.read_bytes(), list(tmp_path.iterdir())) == (b"one", [new])


def refused(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def test_an_edit_between_reading_and_saving_is_kept(library: Path) -> None:
    seen: list[int] = []

    def plan(snapshot: Snapshot) -> Change:
        seen.append(len(snapshot.blocks.papers))
        if len(seen) == 1:
            library.write_text(library.read_text() + '\n# by hand\n[[papers]]\nkey = "c"\ntype = "misc"\n')
        return Change(added=(DORA,))

    save(library, plan)
    assert (seen, keys(library)) == ([2, 3], ["a", "b", "c", "liu2024dora"])
    assert "# by hand\n" in library.read_text()


def test_a_change_that_a_hand_came_before_is_written_down_once_and_taken_back(library: Path) -> None:
    by_hand = library.read_text().replace("# spaced", "# by hand")

    def plan(snapshot: Snapshot) -> Change:
        library.write_text(by_hand)  # the first time, the block that is to change becomes another
        block = snapshot.blocks.papers[0]
        new = Edited(block.replace(b'"a"', b'"z"'), Paper(key="z", type="misc"))
        return Change(edited={digest(block): new})

    save(library, plan)
    (entry,) = read_journal(journal_file(library)).entries
    blocks = split(library.read_bytes())
    save(library, lambda _: taken_back(blocks, [entry]).change)
    assert library.read_text() == by_hand


def test_a_change_that_cannot_be_written_is_not_in_the_journal_whatever_hands_do_next(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: Path, *_: object, **__: object) -> bool:
        raise UnreadableFileError(str(path), "no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(saving, "replace", fails)
        with pytest.raises(UnreadableFileError):
            save(library, lambda snapshot: Change(removed=frozenset(map(digest, snapshot.blocks.papers))))
    library.write_text(f"{HEAD}\n{A}# by hand\n")
    save(library, adding(DORA))
    assert [entry.keys for entry in read_journal(journal_file(library)).entries] == [("liu2024dora",)]


def test_a_file_that_never_stands_still_is_not_replaced(library: Path) -> None:
    def plan(snapshot: Snapshot) -> Change:
        library.write_bytes(snapshot.blocks.data + b"# again\n")
        return Change(added=(DORA,))

    with pytest.raises(ChangedUnderneathError) as caught:
        save(library, plan)
    assert str(library) in str(caught.value)
    assert keys(library) == ["a", "b"]


def test_a_file_that_vanishes_is_not_made_again(library: Path) -> None:
    def plan(_: Snapshot) -> Change:
        library.unlink()
        return Change(added=(DORA,))

    with pytest.raises(UnreadableFileError, match="no such file"):
        save(library, plan)
    assert list(library.parent.iterdir()) == []


TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\r\n\"'\\#[]{}\t\x00\x85"), min_size=1)


@given(TEXTS, st.sampled_from(["\n", "\r\n"]))
def test_any_text_reads_back_as_it_was_written(text: str, newline: str) -> None:
    paper = Paper(key="c", type="misc", title=text, authors=(text,), notes=text, fields={text: text})
    data = changed(split(HEAD.replace("\n", newline).encode()), Change(added=(paper, LORA)))
    assert [read_paper(block) for block in split(data).papers] == [paper, LORA]


SPOILERS: dict[str, Callable[[bytes], bytes]] = {
    "a paper gone": lambda data: data.replace(A.encode(), b""),
    "a paper changed": lambda data: data.replace(b'"a"', b'"z"'),
    "a comment gone": lambda data: data.replace(b"# end\n", b""),
    "papers in another order": lambda data: data.replace(A.encode(), b"").replace(b"# end", A.encode() + b"# end"),
    "one paper too many": lambda data: data + b"\n[[papers]]\nkey = 'c'\ntype = 'misc'\n",
    "no new paper": lambda data: data[: data.rfind(b"\n[[papers]]")],
    "half a paper": lambda data: data[:-20],
    "nothing at all": lambda _: b"",
}


@pytest.mark.parametrize("spoil", SPOILERS.values(), ids=SPOILERS)
def test_bytes_that_do_not_hold_what_was_meant_never_reach_the_file(
    library: Path, spoil: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = library.read_bytes()
    monkeypatch.setattr(saving, "changed", lambda blocks, change: spoil(changed(blocks, change)))
    with pytest.raises(WouldNotSurviveError):
        save(library, adding(DORA))
    assert library.read_bytes() == before


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("call", ["fsync", "fdopen", "open"])
def test_a_full_disk_leaves_the_old_file_and_no_draft(
    library: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = library.read_bytes()
    monkeypatch.setattr(os, call, full)
    with pytest.raises(UnreadableFileError) as caught:
        replace(library, b"new", was=before)
    monkeypatch.undo()
    assert (library.read_bytes(), list(library.parent.iterdir())) == (before, [library])
    assert str(caught.value) == f"{library}: no space left on device; nothing was changed"


def test_a_disk_that_cannot_make_folders_last_still_takes_the_file(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def files_only(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", files_only)
    save(library, adding(DORA))
    assert keys(library) == ["a", "b", "liu2024dora"]


def test_a_file_in_the_place_of_a_folder_is_told(library: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        create(library / "papers.toml")
    assert str(library / "papers.toml") in str(caught.value)


# The same with real disks and real permissions


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk, on Linux")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_disk_that_is_full_is_told_and_the_library_is_whole(mllmtune: Program, small_disk: Path) -> None:
    library = small_disk / "papers.toml"
    before = HEAD + "# " + "long " * 7000 + "\n\n" + A  # 35 KiB: there is room for one, not for two
    library.write_text(before)
    answer = mllmtune("-l", library, "add", "--title", "DoRA", "--key", "d")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == f"mllmtune: {library}: no space left on device; nothing was changed\n"
    assert (library.read_text(), list(small_disk.iterdir())) == (before, [library])


def test_a_disk_that_may_only_be_read_is_told(mllmtune: Program, small_disk: Path) -> None:
    library = small_disk / "papers.toml"
    library.write_text(HEAD + A)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    answer = mllmtune("-l", library, "add", "--title", "DoRA", "--key", "d")
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)
    assert answer.err.startswith(f"mllmtune: {library}: ")


def test_a_folder_that_may_not_be_written_is_told(mllmtune: Program, library: Path, ordinary: tuple[str, ...]) -> None:
    library.parent.chmod(0o555)
    answer = mllmtune("add", "--title", "DoRA", "--key", "d", under=ordinary)
    library.parent.chmod(0o755)
    assert (answer.code, answer.out, keys(library)) == (3, "", ["a", "b"])
    assert answer.err == f"mllmtune: {library}: this may not be read or written; change its permissions\n"


def test_a_file_that_may_not_be_written_is_not_replaced(
    mllmtune: Program, library: Path, ordinary: tuple[str, ...]
) -> None:
    library.chmod(0o444)
    answer = mllmtune("add", "--title", "DoRA", "--key", "d", under=ordinary)
    assert (answer.code, answer.out, keys(library)) == (3, "", ["a", "b"])
    assert answer.err == f"mllmtune: {library}: this may not be read or written; change its permissions\n"


def test_a_lock_that_cannot_be_made_is_told(mllmtune: Program, library: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file, not a folder")
    answer = mllmtune("add", "--title", "DoRA", "--key", "d", env={"XDG_STATE_HOME": str(tmp_path / "state")})
    assert (answer.code, answer.out, keys(library)) == (3, "", ["a", "b"])
    assert f"the lock of {library} cannot be taken" in answer.err
