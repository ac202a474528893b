"""How a list writes where and when a paper appeared."""

import pytest

from mllmtune.formats.awesome_venues import day_of, known_venue, unknown_venue, venue_of, year_in


@pytest.mark.parametrize(
    ("text", "name", "year", "entry_type"),
    [
        ("ICLR'25", "ICLR", 2025, "inproceedings"),
        ("NeurIPS\u201924", "NeurIPS", 2024, "inproceedings"),
        ("NIPS 2017", "NeurIPS", 2017, "inproceedings"),
        ("ICLR25", "ICLR", 2025, "inproceedings"),
        ("CVPR 24.", "CVPR", 2024, "inproceedings"),
        ("CVPR-2024", "CVPR", 2024, "inproceedings"),
        ("`CVPR 2024`", "CVPR", 2024, "inproceedings"),
        ("TCSVT'25", "TCSVT", 2025, "article"),
        ("IEEE TPAMI 2023", "TPAMI", 2023, "article"),
        ("arXiv'24", "arXiv", 2024, "misc"),
        ("arXiv preprint 2024", "arXiv", 2024, "misc"),
        ("Preprint 2021", "arXiv", 2021, "misc"),
        ("ACM MM 2022", "ACM MM", 2022, "inproceedings"),
        ("ACMMM 2022", "ACM MM", 2022, "inproceedings"),
        ("EMNLP 2025 Findings", "Findings of EMNLP", 2025, "inproceedings"),
        ("ACL 2023 (Findings)", "Findings of ACL", 2023, "inproceedings"),
        ("CVPR 2024 Workshop", "CVPR Workshop", 2024, "inproceedings"),
        ("Nature Machine Intelligence 2023", "Nature Machine Intelligence", 2023, "article"),
        ("Ethics of Spoons 2031", "Ethics of Spoons", 2031, "misc"),
    ],
)
def test_a_venue_has_a_name_a_year_and_a_type_of_entry(text: str, name: str, year: int, entry_type: str) -> None:
    found = venue_of(text)

    assert (found.name, found.year, found.type) == (name, year, entry_type)


@pytest.mark.parametrize(
    ("text", "honour"),
    [("CVPR 2024 Highlight", "highlight"), ("ICLR'25 (Oral)", "oral"), ("ACL 2024 Best Paper", "best paper")],
)
def test_honours_are_told_apart_from_the_venue(text: str, honour: str) -> None:
    assert venue_of(text).honours == (honour,)


@pytest.mark.parametrize("text", ["", "-", "TBD", "N/A", "---"])
def test_a_cell_that_says_nothing_is_no_venue(text: str) -> None:
    assert venue_of(text).name == ""


@pytest.mark.parametrize("text", ["we date spoons", "a sc of spoons", "Spoons are FUN", "ISCAN 2031"])
def test_a_word_that_is_spelled_like_a_venue_is_none(text: str) -> None:
    assert known_venue(text).name == ""


def test_a_venue_is_rather_where_it_was_published_than_where_it_was_posted() -> None:
    assert known_venue("arXiv:3105.00042. CVPR 2031").name == "CVPR"


def test_the_year_of_a_venue_stands_next_to_it() -> None:
    assert known_venue("ICLR'32 [Spoon Univ.] [May 2031]").year == 2032


@pytest.mark.parametrize(
    ("text", "name"),
    [("(Applied Spoons 2031) [Tag]", "Applied Spoons"), ("Bo Li, ESWC 2019", "ESWC"), ("(ISPRS 2021)", "ISPRS")],
)
def test_a_venue_that_is_not_known_is_taken_from_a_tag_or_as_an_acronym(text: str, name: str) -> None:
    assert unknown_venue(text).name == name


@pytest.mark.parametrize("text", ["(May 2031)", "(Updated 2031)", "(Smith et al 2031)", "Smith 2031", "in 2031"])
def test_a_month_a_name_or_a_word_with_a_year_is_no_venue(text: str) -> None:
    assert unknown_venue(text).name == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024.10", "2024-10"),
        ("2024/10", "2024-10"),
        ("2024-10-09", "2024-10-09"),
        ("2024/1/9", "2024-01-09"),
        ("2024-02-29", "2024-02-29"),
        ("2023-02-29", "2023-02"),  # no day of the calendar
        ("31 June 2024", "2024-06"),
        ("Oct 2024", "2024-10"),
        ("Oct. 9, 2024", "2024-10-09"),
        ("9 October 2024", "2024-10-09"),
        ("October 9th, 2024", "2024-10-09"),
        ("Oct'24", "2024-10"),
        ("10/2024", "2024-10"),
        ("24.10", "2024-10"),
        ("2024年10月", "2024-10"),
        ("2024", ""),
        ("Spoons 2024", ""),
        ("13/2024", ""),
        ("version 24.10.3.1", ""),
    ],
)
def test_a_day_is_read_in_many_spellings(text: str, day: str) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(("text", "year"), [("2031", 2031), ("'31", 2031), ("ICLR31", 2031), ("3105.00042", None)])
def test_a_year_has_four_digits_or_stands_behind_a_name(text: str, year: int | None) -> None:
    assert year_in(text) == year
