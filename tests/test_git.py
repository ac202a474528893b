"""The real git, in repositories of its own."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Inside, Program
from tests.library import TEXT

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git")

NEW = '\n[[papers]]\nkey = "{}"\ntype = "misc"\ntitle = "New"\n'


@pytest.fixture(autouse=True)
def _git_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


class Repository:
    """A repository with a library in it, set up and committed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "A. Nobody")
        self.git("config", "user.email", "nobody@example.org")

    def git(self, *args: str, code: int = 0) -> str:
        """Run git and return what it printed on both streams."""
        done = subprocess.run(["git", *args], cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    def commit(self, text: str, message: str = "change") -> None:
        """Commit the library with this text."""
        (self.folder / "papers.toml").write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def diverge(self, ours: str, theirs: str) -> None:
        """Let the branches main and other each have a text of their own, from the one there is."""
        self.git("checkout", "-q", "-b", "other")
        self.commit(theirs, "theirs")
        self.git("checkout", "-q", "main")
        self.commit(ours, "ours")

    @property
    def text(self) -> str:
        """What the library holds now."""
        return (self.folder / "papers.toml").read_text(encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path, inside: Inside) -> Repository:
    made = Repository(tmp_path)
    (tmp_path / "papers.toml").write_text(TEXT, encoding="utf-8")
    assert inside("git", "setup").code == 0
    made.commit(TEXT, "base")
    return made


def test_two_people_who_add_papers_get_no_conflict(repository: Repository) -> None:
    repository.diverge(TEXT + NEW.format("ours"), TEXT + NEW.format("theirs"))
    repository.git("merge", "-q", "other")
    assert repository.text == TEXT + NEW.format("ours") + NEW.format("theirs")


def test_two_people_who_change_one_paper_get_no_conflict(repository: Repository) -> None:
    repository.diverge(TEXT.replace("year = 2024", "year = 2025"), TEXT.replace('["peft"]', '["peft", "read"]'))
    repository.git("rebase", "-q", "other")
    assert repository.text == TEXT.replace("year = 2024", "year = 2025").replace('["peft"]', '["peft", "read"]')


def test_a_conflict_stands_around_the_one_attribute(repository: Repository, inside: Inside) -> None:
    repository.diverge(
        TEXT.replace('"ICML"', '"ICML 2024"').replace("2402.09353", "2402.09353v2"),
        TEXT.replace('"ICML"', '"PMLR"').replace('"DoRA"', '"DoRA+"'),
    )
    told = repository.git("merge", "other", code=1)
    assert "mllmtune: papers.toml: liu2024dora: venue: ICML 2024 here, PMLR there\n" in told
    assert "CONFLICT (content): Merge conflict in papers.toml\n" in told
    marked = '<<<<<<< ours\nvenue = "ICML 2024"\n=======\nvenue = "PMLR"\n>>>>>>> theirs\n'
    assert repository.text == (
        TEXT.replace('venue = "ICML"\n', marked).replace("2402.09353", "2402.09353v2").replace('"DoRA"', '"DoRA+"')
    )
    assert inside("list") == (
        3,
        "",
        (
            f"mllmtune: {repository.folder}/papers.toml:12: liu2024dora: venue: both sides have changed this; keep "
            "what is right and delete the three lines of marks (<<<<<<<, =======, >>>>>>>)\n"
        ),
    )


def test_a_library_that_cannot_be_read_is_merged_line_by_line(repository: Repository) -> None:
    repository.diverge("[[papers]]\nkey =\n" + TEXT, TEXT + NEW.format("theirs"))
    told = repository.git("merge", "other", code=0)
    assert "papers.toml: merged line by line, as it cannot be merged by papers: " in told
    assert repository.text == "[[papers]]\nkey =\n" + TEXT + NEW.format("theirs")


def test_a_key_that_two_papers_come_to_have_stops_the_merge(repository: Repository) -> None:
    repository.diverge(TEXT + NEW.format("new"), TEXT.replace('["dora"]', '["dora", "new"]'))
    told = repository.git("merge", "other", code=1)
    assert '"new" is now a name of two papers, liu2024dora and new; rename or merge one of them\n' in told.replace(
        "new and liu2024dora", "liu2024dora and new"
    )


def test_git_shows_papers_and_attributes(repository: Repository) -> None:
    (repository.folder / "papers.toml").write_text(
        TEXT.replace("year = 2024", "year = 2025").replace('["peft"]', '[\n  "peft",\n  "read", # why\n]')
    )
    shown = repository.git("diff", "-U0")
    changes = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changes == [
        "+liu2024dora: # why",
        "-liu2024dora: year: 2024",
        "+liu2024dora: year: 2025",
        "+liu2024dora: tags: read",
    ]


def test_git_shows_no_raw_escape(repository: Repository) -> None:
    repository.commit(TEXT.replace("red", "green"))
    assert "\\u001b[31mgreen" in repository.git("show")
    assert "\x1b" not in repository.git("show")


def test_setting_up_again_changes_nothing(repository: Repository, inside: Inside) -> None:
    before = [(repository.folder / name).read_bytes() for name in (".gitattributes", ".git/config")]
    answer = inside("git", "setup")
    assert answer == (0, "", "mllmtune: git merges and shows papers.toml by paper and attribute already\n")
    assert [(repository.folder / name).read_bytes() for name in (".gitattributes", ".git/config")] == before


def test_setting_up_keeps_what_stands_in_gitattributes(tmp_path: Path, inside: Inside) -> None:
    repository = Repository(tmp_path)
    (tmp_path / "my papers").mkdir()
    (tmp_path / "my papers" / "papers.toml").write_text(TEXT)
    (tmp_path / ".gitattributes").write_text("*.pdf binary")
    assert inside("git", "setup", cwd=tmp_path / "my papers").code == 0
    assert (tmp_path / ".gitattributes").read_text() == (
        '*.pdf binary\n"/my papers/papers.toml" merge=mllmtune diff=mllmtune\n'
    )
    assert "merge: mllmtune" in repository.git("check-attr", "merge", "my papers/papers.toml")


def test_it_is_taken_out_again(repository: Repository, inside: Inside) -> None:
    repository.git("config", "merge.other.driver", "false")
    assert inside("git", "setup", "--remove").code == 0
    assert not (repository.folder / ".gitattributes").exists()
    assert "mllmtune" not in (repository.folder / ".git" / "config").read_text()
    assert repository.git("config", "merge.other.driver") == "false\n"
    assert "nothing to take out" in inside("git", "setup", "--remove").err


def test_another_library_of_the_repository_goes_on_being_merged(repository: Repository, inside: Inside) -> None:
    (repository.folder / "thesis.toml").write_text(TEXT)
    assert inside("-l", "thesis.toml", "git", "setup").code == 0
    answer = inside("git", "setup", "--remove")
    assert answer.err.splitlines() == [
        "mllmtune: git merges and shows papers.toml line by line again",
        "mllmtune: other lines of .gitattributes name mllmtune, so the settings of this clone stay",
    ]
    assert (repository.folder / ".gitattributes").read_text() == "/thesis.toml merge=mllmtune diff=mllmtune\n"
    assert "git merge %O %A %B" in repository.git("config", "merge.mllmtune.driver")
    assert inside("-l", "thesis.toml", "git", "setup", "--remove").code == 0
    assert "mllmtune" not in (repository.folder / ".git" / "config").read_text()


def test_a_dry_run_with_another_library_shows_what_would_go(repository: Repository, inside: Inside) -> None:
    (repository.folder / "thesis.toml").write_text(TEXT)
    assert inside("-l", "thesis.toml", "git", "setup").code == 0
    answer = inside("git", "setup", "--remove", "--dry-run")
    assert answer.out == f"{repository.folder}/.gitattributes: without /papers.toml merge=mllmtune diff=mllmtune\n"


def test_a_line_that_was_typed_without_the_first_slash_is_taken_out(tmp_path: Path, inside: Inside) -> None:
    Repository(tmp_path)
    (tmp_path / "papers.toml").write_text(TEXT)
    (tmp_path / ".gitattributes").write_text("papers.toml merge=mllmtune diff=mllmtune\n*.pdf binary\n")
    assert inside("git", "setup", "--remove").code == 0
    assert (tmp_path / ".gitattributes").read_text() == "*.pdf binary\n"


def test_a_dry_run_changes_nothing(tmp_path: Path, inside: Inside) -> None:
    Repository(tmp_path)
    (tmp_path / "papers.toml").write_text(TEXT)
    before = (tmp_path / ".git" / "config").read_bytes()
    answer = inside("git", "setup", "--dry-run")
    assert answer.out.startswith(f"{tmp_path}/.gitattributes: /papers.toml merge=mllmtune diff=mllmtune\n")
    assert not (tmp_path / ".gitattributes").exists()
    assert (tmp_path / ".git" / "config").read_bytes() == before


def test_a_dry_run_of_taking_it_out_shows_what_would_go(repository: Repository, inside: Inside) -> None:
    before = [(repository.folder / name).read_bytes() for name in (".gitattributes", ".git/config")]
    answer = inside("git", "setup", "--remove", "--dry-run")
    assert answer.out == (
        f"{repository.folder}/.gitattributes: without /papers.toml merge=mllmtune diff=mllmtune\n"
        "git config --local --remove-section merge.mllmtune\n"
        "git config --local --remove-section diff.mllmtune\n"
    )
    assert [(repository.folder / name).read_bytes() for name in (".gitattributes", ".git/config")] == before


@pytest.mark.parametrize("place", ["sub/.gitattributes", ".git/info/attributes"])
def test_what_overrules_its_line_is_told_and_the_line_is_put_in_once(
    tmp_path: Path, inside: Inside, place: str
) -> None:
    Repository(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "papers.toml").write_text(TEXT)
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_text("*.toml -merge\n")
    answers = [inside("git", "setup", cwd=tmp_path / "sub") for _ in range(2)]
    assert [answer.code for answer in answers] == [4, 4]
    assert "says otherwise; take the line for it out there, and run this again" in answers[0].err
    assert (tmp_path / ".gitattributes").read_text() == "/sub/papers.toml merge=mllmtune diff=mllmtune\n"


def test_a_line_further_up_is_overruled(tmp_path: Path, inside: Inside) -> None:
    repository = Repository(tmp_path)
    (tmp_path / "papers.toml").write_text(TEXT)
    (tmp_path / ".gitattributes").write_text("/papers.toml merge=mllmtune diff=mllmtune\n*.toml merge=union\n")
    assert inside("git", "setup").code == 0
    assert "merge: mllmtune" in repository.git("check-attr", "merge", "papers.toml")


def test_papers_that_both_added_and_git_merged_by_line_are_told_apart(repository: Repository, inside: Inside) -> None:
    assert inside("git", "setup", "--remove").code == 0
    repository.diverge(TEXT + NEW.format("pa"), TEXT + NEW.format("pb").replace("New", "Newer"))
    repository.git("merge", "-q", "other", code=1)
    remedy = "pa and pb: each side has added papers; keep all, each with [[papers]] above it, and delete the three"
    assert remedy in inside("list").err
    assert remedy in inside("check").out


def test_where_this_program_is_gone_git_merges_line_by_line(repository: Repository) -> None:
    driver = repository.git("config", "merge.mllmtune.driver").rstrip("\n")
    textconv = repository.git("config", "diff.mllmtune.textconv").rstrip("\n")
    repository.git("config", "merge.mllmtune.driver", driver.replace("[ -x /", "[ -x /gone/"))
    repository.git("config", "diff.mllmtune.textconv", textconv.replace("[ -x /", "[ -x /gone/"))
    repository.diverge(TEXT.replace("year = 2024", "year = 2025"), TEXT + NEW.format("theirs"))
    repository.git("merge", "-q", "other")
    assert repository.text == TEXT.replace("year = 2024", "year = 2025") + NEW.format("theirs")
    assert "+year = 2025\n" in repository.git("diff", "HEAD~2", "HEAD")


def test_outside_of_a_repository_it_says_so(tmp_path: Path, inside: Inside) -> None:
    (tmp_path / "papers.toml").write_text(TEXT)
    answer = inside("git", "setup")
    assert answer == (
        2,
        "",
        f"mllmtune: {tmp_path}/papers.toml: it is in no git repository; run `git init` beside it first\n",
    )


def test_the_curated_library_is_not_set_up(inside: Inside) -> None:
    answer = inside("git", "setup")
    assert answer.code == 2
    assert answer.err.endswith("it is not kept in git; run this where papers.toml is, or name it with -l\n")


def test_its_commands_are_listed(mllmtune: Program) -> None:
    answer = mllmtune("git", "--help")
    assert answer.code == 0
    assert "setup" in answer.out


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        (
            TEXT.replace(
                'code = "https://github.com/NVlabs/DoRA"\n',
                '<<<<<<< HEAD\ncode = "https://x.org"\n||||||| base\n=======\ncode = "https://y.org"\n>>>>>>> 1a2b\n',
            ),
            ":23: liu2024dora: links.code: both sides",
        ),
        (
            TEXT.replace('[[papers]]\nkey = "wu', '<<<<<<< HEAD\n=======\n[[papers]]\nkey = "wu') + ">>>>>>> x\n",
            ":37: wu2025moslora: the whole paper: both sides",
        ),
        (
            "<<<<<<< HEAD\n[library]\n=======\n[library]\ntitle = 'x'\n>>>>>>> x\n" + TEXT.removeprefix("[library]\n"),
            ":1: title: both sides",
        ),
        (
            TEXT.replace("year = 2024\n", "<<<<<<< a\nyear = 1\n=======\nyear = 2\n>>>>>>> b\n").replace(
                "year = 2023\n", "<<<<<<< a\nyear = 1\nmonth = 1\n=======\n>>>>>>> b\n"
            ),
            ">>>>>>>); also line 34",
        ),
    ],
    ids=["a link, in the style with the base", "a paper", "the settings", "two conflicts"],
)
def test_a_conflict_in_a_library_is_named(inside: Inside, tmp_path: Path, marked: str, told: str) -> None:
    (tmp_path / "papers.toml").write_text(marked)
    answer = inside("list")
    assert answer.code == 3
    assert told in answer.err
    assert "both sides have changed this" in inside("check").out
