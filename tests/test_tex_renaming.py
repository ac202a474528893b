import pytest
from hypothesis import given
from hypothesis import strategies as st

from mllmtune.select.tex import read, renamed

NAMES = {"old": "new", "dora": "liu2024dora"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r"\cite{old}", r"\cite{new}"),
        (r"\citep*[see][12]{a, old ,b}", r"\citep*[see][12]{a, new ,b}"),
        ("\\parencites(x)[y]{old}[z]{a,\n  dora}", "\\parencites(x)[y]{new}[z]{a,\n  liu2024dora}"),
        (r"\nocite{old,*}\textcite<b>{old}", r"\nocite{new,*}\textcite<b>{new}"),
        ("\\cite{a,% old\n  old}", "\\cite{a,% old\n  new}"),
        ("\\cite%\n%\n{old}", "\\cite%\n%\n{new}"),
        ("\\cite\r\n  [p.~1]\r\n  {old,\r\n old}", "\\cite\r\n  [p.~1]\r\n  {new,\r\n new}"),
        (r"\defcitealias{old}{Paper I} \citetalias{old}", r"\defcitealias{new}{Paper I} \citetalias{new}"),
        (r"\defbibentryset{s}{old,b}", r"\defbibentryset{s}{new,b}"),
        (
            "\\begin{lstlisting}[caption={\\cite{old}}]\n\\cite{old}\n\\end{lstlisting}",
            "\\begin{lstlisting}[caption={\\cite{new}}]\n\\cite{old}\n\\end{lstlisting}",
        ),
    ],
)
def test_a_key_that_is_cited_is_renamed(before: str, after: str) -> None:
    assert renamed(before, NAMES) == after


@pytest.mark.parametrize(
    "text",
    [
        r"\cite{older,OLD,old.}",  # keys are compared whole
        r"\label{old} \ref{old} old {old}",
        "% \\cite{old}\n",
        r"\verb|\cite{old}|",
        "\\begin{verbatim}\n\\cite{old}\n\\end{verbatim}",
        r"\iffalse \cite{old} \fi",
        r"\end{document} \cite{old}",
        r"\citestyle{old}",
        r"\newcommand{\cite}{old}",
    ],
)
def test_what_is_not_cited_stays(text: str) -> None:
    assert renamed(text, NAMES) == text


PIECES = [
    *("\\cite{", "old", ",", "}", "%", "\n", "\\verb|", "|", "\\iffalse ", "\\fi ", "\\else ", "[", "]", " "),
    *("\\begin{comment}", "\\end{comment}", "\\end{document}"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_what_is_renamed_is_what_is_read_as_cited(text: str) -> None:
    after = read(renamed(text, NAMES)).found
    assert after == tuple("new" if one == "old" else one for one in read(text).found)
