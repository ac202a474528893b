"""Where several services answer, each value is from the one that knows best, and what others say is kept."""

from mllmtune.model.facts import Facts
from mllmtune.sources.answer import Answer
from mllmtune.sources.merging import Disagreement, merge

ARXIV: Facts = {
    "type": "misc", "title": "A Study", "authors": ["Author, Ann"], "year": 2023, "posted": "2023-11", "venue": "arXiv",
    "arxiv": "2311.00001", "arxiv_class": "cs.CL", "abstract": "As posted.",
}  # fmt: skip
CROSSREF: Facts = {
    "type": "inproceedings", "title": "A Study of Tuning", "authors": ["Author, Ann"], "year": 2024, "venue": "CVPR",
    "booktitle": "Conference on Computer Vision and Pattern Recognition", "pages": "1--9", "doi": "10.1109/x",
    "abstract": "As printed.",
}  # fmt: skip
DBLP: Facts = {
    "type": "inproceedings", "title": "A Study of Tuning", "authors": ["Author, Ann"], "year": 2024, "venue": "CVPR",
    "booktitle": "CVPR", "pages": "1--10", "series": "Proceedings",
}  # fmt: skip


def test_the_publisher_is_trusted_before_the_preprint_server_and_that_before_an_aggregator() -> None:
    merged = merge([Answer("dblp", DBLP), Answer("arxiv", ARXIV), Answer("crossref", CROSSREF)])
    assert (merged.facts["title"], merged.origins["title"]) == ("A Study of Tuning", "crossref")
    assert (merged.facts["pages"], merged.origins["pages"]) == ("1--9", "crossref")
    assert (merged.facts["series"], merged.origins["series"]) == ("Proceedings", "dblp")


def test_what_is_about_the_preprint_is_from_the_preprint_server() -> None:
    merged = merge([Answer("crossref", CROSSREF), Answer("arxiv", ARXIV)])
    assert merged.facts["posted"] == "2023-11"
    assert (merged.facts["abstract"], merged.origins["abstract"]) == ("As posted.", "arxiv")


def test_year_and_venue_of_a_preprint_do_not_mix_with_those_of_the_published_record() -> None:
    merged = merge([Answer("arxiv", ARXIV), Answer("dblp", DBLP)])
    assert [merged.facts[name] for name in ("type", "year", "venue")] == ["inproceedings", 2024, "CVPR"]
    assert merged.origins["year"] == "dblp"


def test_an_article_lends_nothing_to_a_paper_at_a_conference() -> None:
    article: Facts = {"type": "article", "title": "A Study of Tuning", "journal": "TPAMI", "volume": "46", "year": 2025}
    merged = merge([Answer("crossref", CROSSREF), Answer("dblp", article)])
    assert not {"journal", "volume"} & merged.facts.keys()


def test_disagreements_are_kept_and_what_means_the_same_is_none() -> None:
    spelt: Facts = {"type": "inproceedings", "title": "A {Study} of Tuning", "pages": "1--10", "doi": "10.1109/X"}
    merged = merge([Answer("crossref", CROSSREF), Answer("dblp", spelt)])
    assert merged.disagreements == (Disagreement("pages", "crossref", "1--9", "dblp", "1--10"),)


def test_the_order_of_the_answers_does_not_matter() -> None:
    answers = [Answer("crossref", CROSSREF), Answer("arxiv", ARXIV), Answer("dblp", DBLP)]
    assert merge(answers) == merge(answers[::-1])


def test_one_answer_is_taken_as_it_is() -> None:
    assert merge([Answer("arxiv", ARXIV)]).facts == ARXIV
