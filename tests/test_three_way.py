"""Two people change their copies of one library. What both together make is compared with a plain model of it."""

import re
import tomllib
from random import Random
from typing import NamedTuple

import pytest

from mllmtune.store.blocks import split
from mllmtune.store.merging import Merged, merged
from mllmtune.store.merging_papers import Marks
from mllmtune.store.toml import FaultError, write_attribute

BASE = """\
#:schema papers.schema.json
[library]
schema = 1
title = "ours"

# the first part

[[papers]]
key = "a"
type = "misc"
title = "A" # as printed
year = 2024
tags = ["x", "y"]

[papers.links]
code = "https://example.org/a"

# my own comment
[[papers]]
key = "b"
type = "misc"
title = "B"

# behind b
"""


def both(ours: str, theirs: str, base: str = BASE) -> Merged:
    return merged(base.encode(), ours.encode(), theirs.encode(), Marks())


def text_of(result: Merged) -> str:
    assert not result.conflicts
    assert not result.clashes
    return result.data.decode()


def test_what_one_side_alone_changed_is_as_that_side_has_it() -> None:
    ours = BASE.replace('"B"', '"B2"').replace("# behind b", "# behind  b,\t anew")
    assert text_of(both(ours, BASE)) == ours
    assert text_of(both(BASE, ours)) == ours


def test_both_add_a_paper_at_the_end() -> None:
    ours = BASE + '\n[[papers]]\nkey = "c"\ntype = "misc"\n'
    theirs = BASE + '\n[[papers]]\nkey = "d"\ntype = "misc"\n'
    assert text_of(both(ours, theirs)) == ours + '\n[[papers]]\nkey = "d"\ntype = "misc"\n'


def test_both_add_a_paper_to_a_file_without_a_newline_at_its_end() -> None:
    base = '[[papers]]\nkey = "a"\ntype = "misc"'
    ours, theirs = (f'{base}\n\n[[papers]]\nkey = "{key}"\ntype = "misc"' for key in "cd")
    assert text_of(both(ours, theirs, base)) == ours + '\n\n[[papers]]\nkey = "d"\ntype = "misc"'


def test_a_paper_is_put_in_where_they_have_it() -> None:
    new = '[[papers]]\nkey = "c"\ntype = "misc"\n\n'
    theirs = BASE.replace("# my own comment", new + "# my own comment")
    ours = BASE + '\n[[papers]]\nkey = "d"\ntype = "misc"\n'
    assert text_of(both(ours, theirs)) == theirs + '\n[[papers]]\nkey = "d"\ntype = "misc"\n'


def test_different_attributes_of_one_paper_do_not_conflict() -> None:
    ours = BASE.replace('"A" # as printed', '"A2" # as printed, mended')
    theirs = BASE.replace("year = 2024", "# of the proceedings\nyear = 2025\nvenue = 'ICML'")
    assert text_of(both(ours, theirs)) == theirs.replace('"A" # as printed', '"A2" # as printed, mended')


def test_neighbouring_attributes_that_both_add_do_not_conflict() -> None:
    ours = BASE.replace("year = 2024\n", 'year = 2024\nvenue = "ICML"\n')
    theirs = BASE.replace("year = 2024\n", 'year = 2024\nmethod = "A"\n')
    assert text_of(both(ours, theirs)) == BASE.replace("year = 2024\n", 'year = 2024\nvenue = "ICML"\nmethod = "A"\n')


def test_sets_are_joined() -> None:
    ours = BASE.replace('["x", "y"]', '["x", "y", "ours"]')
    theirs = BASE.replace('["x", "y"]', '["y", "theirs"]')
    assert text_of(both(ours, theirs)) == BASE.replace('["x", "y"]', '["y", "ours", "theirs"]')


def test_comments_within_a_set_that_both_change_stay() -> None:
    ours = BASE.replace('["x", "y"]', '[\n  "x",\n  "y", # why\n  "ours",\n]')
    theirs = BASE.replace('["x", "y"]', '["y", "theirs"] # without x')
    assert text_of(both(ours, theirs)) == BASE.replace(
        'tags = ["x", "y"]', '# why\n# without x\ntags = ["y", "ours", "theirs"]'
    )


def test_links_are_joined() -> None:
    ours = BASE.replace("[papers.links]\n", '[papers.links]\nblog = "https://example.org/blog"\n')
    theirs = BASE.replace('org/a"\n', 'org/a"\nproject = "https://example.org/p"\n')
    assert text_of(both(ours, theirs)) == ours.replace('org/a"\n', 'org/a"\nproject = "https://example.org/p"\n')


def test_both_give_a_paper_its_first_links() -> None:
    ours = BASE.replace('"B"\n', '"B"\n\n[papers.links]\ncode = "https://example.org/b"\n')
    theirs = BASE.replace('"B"\n', '"B"\n\n[papers.links]\nblog = "https://example.org/blog"\n')
    assert text_of(both(ours, theirs)) == BASE.replace(
        '"B"\n', '"B"\n\n[papers.links]\ncode = "https://example.org/b"\nblog = "https://example.org/blog"\n'
    )


def test_links_that_are_spelt_in_one_line_are_joined_with_those_of_a_table() -> None:
    ours = BASE.replace('"B"\n', '"B"\nlinks = { code = "https://example.org/b" } # one line\n')
    theirs = BASE.replace('"B"\n', '"B"\nlinks.blog = "https://example.org/blog"\n')
    result = text_of(both(ours, theirs))
    paper = tomllib.loads(result)["papers"][1]
    assert paper["links"] == {"code": "https://example.org/b", "blog": "https://example.org/blog"}
    assert "# one line" in result


def test_a_conflict_stands_between_marks_around_the_one_attribute() -> None:
    ours = BASE.replace('"A"', '"A1"').replace("2024", "2023")
    theirs = BASE.replace('"A"', '"A2"').replace('"https://example.org/a"', '"https://example.org/b"')
    result = both(ours, theirs)
    assert result.data.decode() == (
        theirs.replace("2024", "2023").replace(
            'title = "A2" # as printed\n',
            '<<<<<<< ours\ntitle = "A1" # as printed\n=======\ntitle = "A2" # as printed\n>>>>>>> theirs\n',
        )
    )
    assert result.conflicts == (("a", "title", "A1", "A2"),)


def test_an_attribute_taken_out_here_and_changed_there_is_a_conflict() -> None:
    result = both(BASE.replace("year = 2024\n", ""), BASE.replace("2024", "2025"))
    assert "\n<<<<<<< ours\n=======\nyear = 2025\n>>>>>>> theirs\n" in result.data.decode()
    assert result.conflicts == (("a", "year", None, 2025),)


def test_a_paper_removed_here_and_changed_there_is_a_conflict() -> None:
    block = '# my own comment\n[[papers]]\nkey = "b"\ntype = "misc"\ntitle = "B"\n'
    removed = BASE.replace(block + "\n", "")
    changed = BASE.replace('"B"', '"B2"')
    result = both(removed, changed)
    theirs = block.replace('"B"', '"B2"')
    assert f"<<<<<<< ours\n=======\n{theirs}>>>>>>> theirs\n\n# behind b\n" in result.data.decode()
    assert [conflict[:2] for conflict in result.conflicts] == [("b", "")]
    mirrored = both(changed, removed)
    assert f"<<<<<<< ours\n{theirs}=======\n>>>>>>> theirs\n\n# behind b\n" in mirrored.data.decode()


def test_a_paper_removed_here_and_laid_out_anew_there_is_removed() -> None:
    removed = BASE.replace('# my own comment\n[[papers]]\nkey = "b"\ntype = "misc"\ntitle = "B"\n\n', "")
    assert text_of(both(removed, BASE.replace('title = "B"', "title    = 'B'"))) == removed


def test_a_renamed_paper_takes_their_changes() -> None:
    ours = BASE.replace('key = "b"', 'key = "b2024"\naliases = ["b"]')
    theirs = BASE.replace('"B"', '"B2"')
    assert text_of(both(ours, theirs)) == ours.replace('"B"', '"B2"')
    assert tomllib.loads(text_of(both(theirs, ours))) == tomllib.loads(ours.replace('"B"', '"B2"'))


def test_one_paper_that_both_add_is_one_paper() -> None:
    new = '\n[[papers]]\nkey = "c"\ntype = "misc"\ntags = ["{}"]\n'
    assert text_of(both(BASE + new.format("x"), BASE + new.format("x"))) == BASE + new.format("x")
    assert text_of(both(BASE + new.format("x"), BASE + new.format("y"))) == BASE + new.format('x", "y')


def test_an_order_that_one_side_changed_is_taken() -> None:
    first, second = '[[papers]]\nkey = "1"\ntype = "misc"\n', '[[papers]]\nkey = "2"\ntype = "misc"\n'
    new = '[[papers]]\nkey = "3"\ntype = "misc"\n'
    base, sorted_anew = f"{first}\n{second}", f"{second}\n{first}"
    added = f"{base}\n{new}"
    assert re.findall(r'key = "(.)"', text_of(both(added, sorted_anew, base))) == ["2", "3", "1"]
    assert re.findall(r'key = "(.)"', text_of(both(sorted_anew, added, base))) == ["2", "3", "1"]


def test_the_settings_are_merged_as_papers_are() -> None:
    ours = BASE.replace('title = "ours"', 'title = "all of us"')
    theirs = BASE.replace('title = "ours"', 'title = "ours"\n\npreamble = ["\\\\newcommand{\\\\x}{}"]')
    assert text_of(both(ours, theirs)) == theirs.replace('title = "ours"', 'title = "all of us"')


def test_comments_between_papers_that_both_write_stay() -> None:
    ours = BASE.replace("# the first part", "# the first part, ours")
    theirs = BASE.replace("# the first part", "# the first part, theirs")
    result = text_of(both(ours, theirs))
    assert result == BASE.replace("# the first part", "# the first part, ours\n\n# the first part, theirs")


def test_comments_above_a_paper_that_both_write_stay() -> None:
    ours = BASE.replace("# my own comment", "# my own comment\n# ours").replace('"B"', '"B2"')
    theirs = BASE.replace("# my own comment", "# my own comment\n# theirs")
    assert "\n# my own comment\n# ours\n# theirs\n[[papers]]\n" in text_of(both(ours, theirs))


def test_a_comment_behind_an_attribute_that_they_change_stays() -> None:
    ours = BASE.replace("year = 2024", "# this one is new\nyear = 2024 # of publication")
    theirs = BASE.replace("year = 2024", "year = 2025")
    assert "# this one is new\n# of publication\nyear = 2025\n" in text_of(both(ours, theirs))


def test_line_ends_that_one_side_changed_are_taken() -> None:
    ours = BASE.replace("\n", "\r\n")
    theirs = BASE.replace('"B"', '"B2"')
    assert text_of(both(ours, theirs)) == theirs.replace("\n", "\r\n")
    assert text_of(both(theirs, ours)) == theirs.replace("\n", "\r\n")


def test_a_paradigm_and_a_category_that_make_no_place_together_are_a_conflict() -> None:
    base = '[[papers]]\nkey = "a"\ntype = "misc"\nparadigm = "additive"\n'
    result = both(base + 'category = "adapter"\n', base.replace("additive", "selective"), base)
    assert [conflict[:2] for conflict in result.conflicts] == [("a", "paradigm"), ("a", "category")]


@pytest.mark.parametrize(
    ("ours", "theirs", "name"),
    [
        (BASE.replace('"b"\n', '"c"\naliases = ["b"]\n'), BASE + '\n[[papers]]\nkey = "c"\ntype = "misc"\n', "c"),
        (BASE + '\n[[papers]]\nkey = "c"\ntype = "misc"\n', BASE.replace('"b"\n', '"b"\naliases = ["c"]\n'), "c"),
        (
            BASE.replace('"a"\n', '"a"\naliases = ["old"]\n'),
            BASE.replace('"b"\n', "\"b\"\naliases = [ # two\n  'old' ]\n"),
            "old",
        ),
    ],
    ids=["a new key", "an alias of a new key", "an alias of both"],
)
def test_a_name_that_two_papers_come_to_have_is_told(ours: str, theirs: str, name: str) -> None:
    assert [clash.name for clash in both(ours, theirs).clashes] == [name]
    assert [clash.name for clash in both(theirs, ours).clashes] == [name]


@pytest.mark.parametrize(
    "theirs",
    [
        BASE.replace('"B"', '"B'),
        BASE.replace("key = ", "name = "),
        BASE.replace('key = "b"', 'key = "a"'),
        BASE + "\n[other]\nx = 1\n",
        BASE.replace("# behind b", "behind b"),
        both(BASE.replace('"B"', '"B1"'), BASE.replace('"B"', '"B2"')).data.decode(),
    ],
    ids=["no TOML", "no key", "a key twice", "another table", "a stray line", "marks of a conflict"],
)
def test_what_is_no_library_is_not_merged(theirs: str) -> None:
    with pytest.raises(FaultError):
        both(BASE.replace('"A"', '"A2"'), theirs)


class Plain(NamedTuple):
    """A library: the values of each paper by path, in order, and the comments that stand between papers."""

    papers: dict[str, dict[str, object]]  # by the key that they had before both sides
    comments: list[str]


TEXTS = ("title", "year", "note", "links.code", "links.blog", "fields.x")
SETS = ("tags", "aliases")


def written(library: Plain, random: Random) -> str:
    parts = ['[library]\nschema = 1\ntitle = "t"\n']
    parts += [_block(values, random) for values in library.papers.values()]
    for comment in library.comments:
        parts.insert(random.randrange(1, len(parts) + 1), f"# {comment}\n")
    return "\n".join(parts)


def _block(values: dict[str, object], random: Random) -> str:
    names = [name for name in values if "." not in name and name != "key"]
    random.shuffle(names)
    lines = ["[[papers]]\n", *(write_attribute(name, values[name]) for name in ["key", *names])]
    for table in ("links", "fields"):
        rows = [(name.partition(".")[2], value) for name, value in values.items() if name.startswith(f"{table}.")]
        lines += [f"\n[papers.{table}]\n", *(write_attribute(*row) for row in rows)] if rows else []
    return "".join(lines)


def read(text: str) -> dict[str, dict[str, object]]:
    found = {}
    for table in tomllib.loads(text).get("papers", []):
        flat = {name: value for name, value in table.items() if not isinstance(value, dict)}
        for name in ("links", "fields"):
            flat |= {f"{name}.{label}": value for label, value in table.get(name, {}).items()}
        found[table["key"]] = {name: sorted(v) if isinstance(v, list) else v for name, v in flat.items()}
    return found


def edited(library: Plain, random: Random, side: str) -> Plain:
    papers = {
        key: {k: list(v) if isinstance(v, list) else v for k, v in p.items()} for key, p in library.papers.items()
    }
    comments = list(library.comments)
    for number in range(random.randrange(6)):
        what = random.randrange(9)
        key = random.choice(list(papers) or ["p0"])
        paper = papers.get(key, {})
        if what == 0:
            name = random.choice([f"{side}{number}", f"both{random.randrange(2)}"])
            papers.setdefault(name, {"key": name, "type": "misc", "title": random.choice("AB")})
        elif what == 1:
            papers.pop(key, None)
        elif what <= 4 and paper:
            paper[random.choice(TEXTS)] = random.choice("xyz")
        elif what == 5:
            paper.pop(random.choice(TEXTS), None)
        elif what == 6 and paper:
            paper["tags"] = random.sample(["1", "2", "3", "4"], random.randrange(1, 4))
        elif what == 7 and paper and key.startswith("p") and paper["key"] == key:
            paper["key"] = f"{key}-{random.choice([side, 'both'])}"
            paper["aliases"] = [key]
        elif what == 8:
            comments = [one for one in comments if random.random() < 0.8] + [f"{side} says {number}"]
    return Plain(papers, comments)


def joined(base: Plain, ours: Plain, theirs: Plain) -> tuple[dict[str, dict[str, object]], set[tuple[str, str]]]:
    """Return what both together have, ours where they disagree, and where that is: paper and attribute."""
    papers: dict[str, dict[str, object]] = {}
    disagreed: set[tuple[str, str]] = set()
    for name in dict.fromkeys([*ours.papers, *theirs.papers]):
        before, mine, other = (side.papers.get(name) for side in (base, ours, theirs))
        if mine is not None and other is not None:
            papers[name], paths = _paper(before or {}, mine, other)
            disagreed |= {(name, path) for path in paths}
        elif before is None:
            papers[name] = mine or other or {}
        elif (mine or other) != before:
            disagreed.add((name, ""))
            papers |= {name: mine} if mine else {}
    return papers, disagreed


def _paper(
    before: dict[str, object], mine: dict[str, object], other: dict[str, object]
) -> tuple[dict[str, object], set[str]]:
    paper: dict[str, object] = {}
    disagreed = set()
    for path in dict.fromkeys([*mine, *other]):
        was, ours, theirs = (one.get(path) for one in (before, mine, other))
        if path in SETS:
            sets = [set(one) if isinstance(one, list) else set[str]() for one in (was, ours, theirs)]
            paper[path] = sorted((sets[1] & sets[2]) | ((sets[1] | sets[2]) - sets[0])) or None
        else:
            paper[path] = theirs if ours == was else ours
            disagreed |= {path} if ours != was != theirs != ours else set()
    return {path: value for path, value in paper.items() if value is not None}, disagreed


def resolved(data: bytes) -> str:
    """Return the file with our side of each conflict."""
    return re.sub(r"<<<<<<< ours\n(.*?)=======\n.*?>>>>>>> theirs\n", r"\1", data.decode(), flags=re.DOTALL)


@pytest.mark.parametrize("seed", range(1000))
def test_both_together_are_what_a_plain_model_says(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    base = Plain(
        {
            f"p{n}": {"key": f"p{n}", "type": "misc", "title": f"T{n}", "tags": ["1", "2"], "links.code": "c:/"}
            for n in range(random.randrange(5))
        },
        ["one", "two"],
    )
    ours, theirs = edited(base, random, "ours"), edited(base, random, "theirs")
    files = [written(side, Random(seed)).encode() for side in (base, ours, theirs)]  # noqa: S311 - no secret
    expected, disagreed = joined(base, ours, theirs)
    result, mirrored = (merged(files[0], files[one], files[other], Marks()) for one, other in ((1, 2), (2, 1)))

    keys = {str(paper["key"]): name for name, paper in expected.items()} | {name: name for name in base.papers}
    assert {(keys[one.key], one.attribute) for one in result.conflicts} == disagreed
    assert {one[1:] for one in result.conflicts} == {(a, t, o) for _, a, o, t in mirrored.conflicts}
    found = read(resolved(result.data))
    wanted = {
        str(paper["key"]): {name: sorted(v) if isinstance(v, list) else v for name, v in paper.items()}
        for paper in expected.values()
    }
    assert found == wanted
    if not disagreed:
        assert read(mirrored.data.decode()) == wanted
        assert len(split(result.data).papers) == len(wanted)
    for comment in (*ours.comments, *theirs.comments):
        is_gone = comment in base.comments and not (comment in ours.comments and comment in theirs.comments)
        assert (f"# {comment}\n" in result.data.decode()) != is_gone
