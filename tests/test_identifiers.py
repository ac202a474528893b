import pytest

from mllmtune.model.identifiers import anthology_id, arxiv_id, doi, identifiers, openreview_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2402.09353", "2402.09353"),
        (" arXiv:2402.09353v2 ", "2402.09353v2"),
        ("arXiv preprint arXiv:2106.09685", "2106.09685"),
        ("https://arxiv.org/abs/2402.09353", "2402.09353"),
        ("http://www.arxiv.org/pdf/2304.08485v2.pdf", "2304.08485v2"),
        ("https://export.arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136v1", "math.GT/0309136v1"),
        ("https://arxiv.org/abs/2402.09353?context=cs.LG#top", "2402.09353"),
        ("https://ar5iv.org/html/2402.09353", "2402.09353"),
        ("https://huggingface.co/papers/2402.09353", "2402.09353"),
        ("https://www.semanticscholar.org/arxiv/2402.09353", "2402.09353"),
        ("https://api.semanticscholar.org/arXiv:2402.09353", "2402.09353"),
        ("https://www.arxiv-vanity.com/papers/2402.09353/", "2402.09353"),
        ("https://doi.org/10.48550/arXiv.2402.09353", "2402.09353"),
        ("2402.09353 [cs.CL]", "2402.09353"),
    ],
)
def test_an_arxiv_id_is_recognised_in_every_spelling(text: str, expected: str) -> None:
    assert arxiv_id(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "12345", "2402.093", "10.1000/182", "https://arxiv.org/list/cs.CL", "https://github.com/a/2402.09353x"],
)
def test_what_is_no_arxiv_id_is_not_taken_for_one(text: str) -> None:
    assert arxiv_id(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1000/182", "10.1000/182"),
        ("doi: 10.1000/ABC", "10.1000/ABC"),
        ("https://doi.org/10.1109/CVPR52733.2024.02699", "10.1109/CVPR52733.2024.02699"),
        ("http://dx.doi.org/10.1000/a%3Cb%3E", "10.1000/a<b>"),
        ("https://dl.acm.org/doi/10.1145/3292500.3330701", "10.1145/3292500.3330701"),
        ("https://link.springer.com/article/10.1007/s11263-023-01891-x", "10.1007/s11263-023-01891-x"),
        ("10.1000/a%20b", "10.1000/a%20b"),  # bare: a percent sign is a character like any other
    ],
)
def test_a_doi_is_recognised_in_every_spelling(text: str, expected: str) -> None:
    assert doi(text) == expected


@pytest.mark.parametrize("text", ["", "11.1000/182", "10.1/x", "10.1000", "https://example.org/paper"])
def test_what_is_no_doi_is_not_taken_for_one(text: str) -> None:
    assert doi(text) is None


@pytest.mark.parametrize(
    "text",
    ["3d5CIRG1n2", "https://openreview.net/forum?id=3d5CIRG1n2", "openreview.net/pdf?id=3d5CIRG1n2&noteId=9"],
)
def test_an_openreview_id_is_recognised_in_every_spelling(text: str) -> None:
    assert openreview_id(text) == "3d5CIRG1n2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024.acl-long.226", "2024.acl-long.226"),
        ("https://aclanthology.org/P19-1234/", "P19-1234"),
        ("https://aclanthology.org/2023.emnlp-main.433.pdf", "2023.emnlp-main.433"),
        ("https://www.aclweb.org/anthology/2020.acl-main.1", "2020.acl-main.1"),
        ("10.18653/v1/2022.acl-short.1", "2022.acl-short.1"),
    ],
)
def test_an_anthology_id_is_recognised_in_every_spelling(text: str, expected: str) -> None:
    assert anthology_id(text) == expected


def test_versions_and_spellings_name_the_same_paper() -> None:
    bare = identifiers({"arxiv": "2402.09353v3"})
    linked = identifiers({"url": "https://arxiv.org/pdf/2402.09353"})
    as_doi = identifiers({"doi": "10.48550/arXiv.2402.09353"})
    as_journal = identifiers({"journal": "arXiv preprint arXiv:2402.09353"})
    as_volume = identifiers({"journal": "CoRR", "volume": "abs/2402.09353"})
    assert bare == linked == as_doi == as_journal == as_volume == {"arxiv:2402.09353"}


def test_a_doi_is_compared_without_case() -> None:
    assert identifiers({"doi": "10.1000/ABC"}) == identifiers({"url": "https://doi.org/10.1000/abc"})


def test_a_note_that_speaks_of_another_paper_does_not_name_this_one() -> None:
    assert identifiers({"note": "extends arXiv:2106.09685"}) == set()


def test_the_class_in_an_old_id_of_arxiv_makes_no_other_paper() -> None:
    assert identifiers({"arxiv": "math.GT/0309136v2"}) == identifiers({"arxiv": "math/0309136"})
