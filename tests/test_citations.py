r"""What documents cite: .aux, .bcf, .tex, .typ and .md, with what must be found and what must not."""

import re
import signal
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mllmtune.select import aux, bcf, markdown, tex, typst
from mllmtune.select.cited import Cited, Reads
from mllmtune.select.documents import cited_in


def keys_in(cited: Cited) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in cited.found if isinstance(one, str)))


def reads_in(cited: Cited) -> tuple[Reads, ...]:
    return tuple(one for one in cited.found if isinstance(one, Reads))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("\\relax \n\\citation{a}\n\\citation{b,c}\n", ("a", "b", "c")),
        ("\\citation{a, b}\n\\citation{a}\n", ("a", "b")),
        ("\\abx@aux@cite{0}{a}\n\\abx@aux@segm{0}{0}{a}\n\\abx@aux@cite{1}{b}\n", ("a", "b")),
        ("\\abx@aux@cite{a}\n", ("a",)),  # biblatex before 3.8
        ("\\citation{DBLP:conf/acl/LiuW24}\n\\citation{a_b+c.d}\n", ("DBLP:conf/acl/LiuW24", "a_b+c.d")),
        ("\\citation{müller2023}\r\n\\citation{b}\r\n", ("müller2023", "b")),
        ("\\bibcite{a}{1}\n\\newlabel{b}{{1}{1}}\n\\bibdata{refs}\n\\@writefile{toc}{\\citation{c}}\n", ()),
        ("\\citation{biblatex-control}\n\\citation{a}\n", ("a",)),  # biblatex's own, when BibTeX is its backend
        ("\\citation{REVTEX42Control}\n\\citation{apsrev42Control}\n\\citation{a}\n\\citation{Note1}\n", ("a",)),
        ("\\citation{Note1}\n", ("Note1",)),  # without REVTeX it is a paper
        ("", ()),
    ],
)
def test_an_aux_file_cites(text: str, keys: tuple[str, ...]) -> None:
    assert keys_in(aux.read(text)) == keys


@pytest.mark.parametrize("text", ["\\citation{*}\n", "\\citation{a,*}\n", "\\abx@aux@nociteall\n"])
def test_an_aux_file_asks_for_everything(text: str) -> None:
    assert aux.read(text).everything


def test_an_aux_file_goes_on_in_those_of_its_chapters() -> None:
    found = aux.read("\\citation{a}\n\\@input{ch/one.aux}\n\\citation{b}\n").found
    assert found == ("a", Reads(("ch/one.aux",)), "b")


@pytest.mark.parametrize(
    ("text", "ended"),
    [("\\relax \n\\citation{a}\n\\gdef \\@abspage@last{1}\n", True), ("\\relax \n\\citation{a}\n", False)],
)
def test_the_end_of_an_aux_file_is_seen(text: str, ended: bool) -> None:  # noqa: FBT001 - a value of the table
    assert aux.read(text).ended is ended


def bcf_of(*elements: str) -> str:
    return f"<bcf:controlfile><bcf:section number='0'>{''.join(elements)}</bcf:section></bcf:controlfile>"


@pytest.mark.parametrize(
    ("element", "keys"),
    [
        ('<bcf:citekey order="1" intorder="1">a&amp;b</bcf:citekey>', ("a&b",)),
        ('<bcf:citekey order="1">a&#38;b&#x26;c</bcf:citekey>', ("a&b&c",)),
        ('<bcf:citekey order="1">a&nosuch;b</bcf:citekey>', ("a&nosuch;b",)),
        ('<bcf:citekey order="2" nocite="1">d</bcf:citekey>', ("d",)),
        ('<bcf:citekey type="set" members="k1,k2">s</bcf:citekey><bcf:citekey order="1">s</bcf:citekey>', ("k1", "k2")),
        ('</bcf:section><bcf:section number="1"><bcf:citekey order="1">e</bcf:citekey>', ("e",)),
        ("<bcf:datasource>refs.bib</bcf:datasource>", ()),
    ],
)
def test_a_control_file_cites(element: str, keys: tuple[str, ...]) -> None:
    assert keys_in(bcf.read(bcf_of(element))) == keys


def test_a_control_file_asks_for_everything() -> None:
    found = bcf.read(bcf_of('<bcf:citekey order="0">*</bcf:citekey>', '<bcf:citekey order="1">a</bcf:citekey>'))
    assert found == Cited(("a",), everything=True)


def test_the_end_of_a_control_file_is_seen() -> None:
    assert [bcf.read(bcf_of()).ended, bcf.read(bcf_of()[:-5]).ended] == [True, False]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (r"\cite{a}\nocite{b} \citep{c}\citet*{d}", "abcd"),
        (r"\citep[see][p.~3]{a} \citep[][]{b} \citealt [x] {c}", "abc"),
        (r"\citep[see {[1]}, \textit{x {y}}][\S 3]{a}", "a"),
        ("\\cite{a,\n  b , c%\n,d}", "abcd"),
        ("\\cite{a, % not x,\n  b}", "ab"),
        ("\\cite%\n  [p.~3]%\n  {a}", "a"),
        (r"\parencite*[a][b]{a}\Textcite{b}\footcitetext{c}\supercite{d}\fullcite{e}\citetitle*{f}", "abcdef"),
        (r"\cites(see)(below)[1][2]{a}[3]{b,c}{d} {\bf no}", "abcd"),
        (r"\autocites{a}{b} text {no}", "ab"),
        (r"\volcite[see]{2}[12]{a} \Pvolcite{IV}{b} \volcites{1}{c}[2]{2}{d}", "abcd"),
        (r"\textcquote[see][23]{a}[.]{text} \blockcquote*{b}{x} \foreigntextcquote{german}[7]{c}{Wort}", "abc"),
        ("\\begin{displaycquote}[23]{a}x\\end{displaycquote} \\begin{foreigndisplaycquote}{french}{b}", "ab"),
        (r"\textquote{n} \blockquote{n} \begin{displayquote}{n}", ""),
        (r"\mintinline{tex}{\cite{n}} \lstinline{\cite{n}} \cite{a}", "a"),
        (r"\citeA<e.g.,>[p.~11]{a} \shortciteN{b} \citeasnoun{c} \newcite{d} \bibentry{e}", "abcde"),
        (r"\citesec{a}\nocitesec{b}", "ab"),  # multibib
        (r"\citefield{a}{year} \citename{b}{author} \citelist{c}{language}", "abc"),
        (r"\citetext{see \citealp{a}} \footnote{\cite{b}} \citep[as in][and \citealt{d}]{c}", "abcd"),
        (r"a\\\cite{a} \% \cite{b} 50\%\cite{c}", "abc"),
        (r"\newcommand{\lora}{LoRA~\citep{a}} \def\x#1{\cite{#1}} \NewDocumentCommand{\y}{m}{\cite[#1]{#2}}", "a"),
        (r"\newcommand{\ct}[1]{\citep{#1}} \ct{a} \ct {b,c}", "abc"),
        (r"\newcommand\see[2][]{see~\citep[#1]{#2}} \see[p.~3]{a} \see{b}", "ab"),
        (r"\newcommand{\mycite}[2]{#1~\citep{#2}} \mycite{Lemma}{a}", "a"),
        (r"\NewDocumentCommand{\Ref}{s O{x} m m}{#3 \cite[#2]{#4}} \Ref*[y]{Ref.}{a}", "a"),
        (r"\def\Ref#1{Ref.~\onlinecite{#1}} \let\R=\Ref \R{a} \Ref{b}", "ab"),
        (r"\newcommand{\two}[1]{\one{#1}} \newcommand{\one}[1]{\cite{#1}} \two{a}", "a"),
        (r"\newcommand{\note}[1]{\textbf{#1}} \note{n} \newcommand{\fix}[1]{#1 \cite{a}} \fix{n}", "a"),
        (r"\newcommand{\mycite}[1]{\citep{#1}}\renewcommand\citeleft{(}\let\citet\citep \mycite{a}", "a"),
        (r"\setcitestyle{authoryear,round}\citestyle{acmauthoryear}\citesetup{x}\bibcite{n}{1}\defcitealias{n}{N}", ""),
        (r"\DeclareCiteCommand{\mycite}[\mkbibparens]{\usebibmacro{n}}{n}{n}{n} \AtEveryCite{n} \ifciteseen{n}{m}", ""),
        (r"\newcites{sec}{Secondary} \excite{a}", "a"),  # a name that a document makes up may cite
        ("% \\cite{n}\n\\cite{a} % \\cite{n}", "a"),
        (
            r"\verb|\cite{n}| \verb*+\cite{n}+ \lstinline[language=TeX]!\cite{n}! \mintinline{tex}|\cite{n}| \cite{a}",
            "a",
        ),
        ("\\begin{verbatim}\n\\cite{n}\n\\end{verbatim}\\cite{a}", "a"),
        ("\\begin{lstlisting}[x=y]\n\\cite{n}\n\\end{lstlisting}\\begin{comment}\\cite{n}\\end{comment}\\cite{a}", "a"),
        (r"\begin{lstlisting}[caption={See~\cite{a}.}, label=x]\cite{n}\end{lstlisting}\cite{b}", "ab"),
        ("\\begin{filecontents*}{x.tex}\n\\cite{n}\n\\end{filecontents*}\n\\cite{a}", "a"),
        ("\\begin{document}\\cite{a}\\end{document}\\cite{n}", "a"),
        ("\\cite{a}\n\\endinput\n\\cite{n}", "a"),
        (r"\url{http://x.org/a%20b} \cite{a} \href{http://x.org/%7Eb}{\cite{b}}", "ab"),
        (r"\iffalse \cite{n} \ifx\a\b\cite{n}\fi \cite{n}\fi \cite{a}", "a"),
        (r"\iffalse \cite{n} \else \cite{a} \fi \cite{b}", "ab"),
        (r"\newif\ifdraft \iffalse\ifdraft\fi\cite{n}\fi \let\ifshow\iffalse \cite{a}", "a"),
        (r"\iffalse \cite{a}", "a"),  # never closed: LaTeX does not end, and nothing is lost
        (r"\defbibentryset{set}{a,b} \cite{set,c}", "abc"),
        (r"\cite{} \cite{,} \cite", ""),
        (r"\renewcommand{\citenumfont}[1]{#1} \citenumfont{n}", ""),
    ],
)
def test_a_latex_source_cites(text: str, keys: str) -> None:
    assert "".join(keys_in(tex.read(text))) == keys


def test_a_latex_source_asks_for_everything() -> None:
    assert tex.read(r"\cite{a}\nocite{*}") == Cited(("a",), everything=True)


def test_a_key_may_hold_what_is_not_a_letter() -> None:
    assert keys_in(tex.read(r"\cite{DBLP:conf/acl/Liu_W24, müller+2023.a'b&c}")) == (
        "DBLP:conf/acl/Liu_W24", "müller+2023.a'b&c"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        (r"\input{ch/one}", Reads(("ch/one.tex", "ch/one"))),
        ("\\input one.tex \\x", Reads(("one.tex",))),
        (r'\input{"my file"}', Reads(("my file.tex", "my file"))),
        (r"\include{ch.1}", Reads(("ch.1.tex", "ch.1"))),
        (r"\subfile{sec/a}", Reads(("sec/a.tex", "sec/a"), moves=True)),
        (r"\subfileinclude{sec/a}", Reads(("sec/a.tex", "sec/a"), moves=True)),
        (r"\import{sec/}{a}", Reads(("sec/a.tex", "sec/a"), moves=True)),
        (r"\subimport{sec}{a.tex}", Reads(("sec/a.tex",), moves=True)),
        (r"\InputIfFileExists{a}{}{}", Reads(("a.tex", "a"), optional=True)),
        (r"\input{\path/a}", Reads((r"\path/a.tex", r"\path/a"))),
    ],
)
def test_a_latex_source_reads(text: str, reads: Reads) -> None:
    assert reads_in(tex.read(text)) == (reads,)


@pytest.mark.parametrize(
    "text",
    [
        r"\newcommand{\x}[1]{\input{#1}}", r"\input{\jobname.bbl}", r"\input{glyphtounicode}", r"% \input{a}",
        r"\includeonly{a,b}", r"\includegraphics{a}", r"\input{t1enc.def}", r"\inputencoding{utf8}",
    ],
)  # fmt: skip
def test_a_latex_source_reads_nothing_of_the_document_here(text: str) -> None:
    assert reads_in(tex.read(text)) == ()


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("See @a, @b. And @c[p. 3]: (@d)", "abcd"),
        ('#cite(<a>) #cite(<b>, form: "prose") #cite(label("c")) #ref(<d>) #cite("e", "f")', "abcdef"),
        ('He said "see @a".', "a"),
        ("// @n\n@a /* @n /* @n */ @n */ @b", "ab"),
        ("`@n` ```typ @n``` ``@a`` \\@n", "a"),
        ("https://x.org/@n @a", "a"),
        ('#let t = "@n"\n#image("a@n.png") #link("mailto:a@n.org")[@a] #f("x")("@n") #a.b("@n")', "a"),
        ('#figure(image("x.png"), caption: [See @a "and @b".]) <n> @n', "ab"),
        ('#if x == "@n" [@a] else [@b] then "@c"', "abc"),
        ('#show: conf.with(abstract: [@a], title: "@n")\n@b', "ab"),
        ('#let z = { let q = [@a "@b"]; "@n" }\n"@c"', "abc"),
        ("#show <n>: it => [@a]\n#link(<n>)[@b] @n", "abn"),  # used, not defined: it may be a paper
        ('#set text(lang: "de")\n"@a"', "a"),
        ('#import "x.typ": a, b\n@a', "a"),
    ],
)  # fmt: skip
def test_a_typst_source_cites(text: str, keys: str) -> None:
    found = typst.read(text)
    assert "".join(key for key in keys_in(found) if key not in found.labels) == keys


def test_a_typst_key_ends_before_the_sentence_does() -> None:
    assert keys_in(typst.read("@DBLP:conf.acl_LiuW24. @b:")) == ("DBLP:conf.acl_LiuW24", "b")


def test_a_typst_source_asks_for_everything() -> None:
    assert typst.read('#bibliography(("a.bib", "b.bib"), full: true)').everything
    assert not typst.read('#bibliography("a.bib", full: false)').everything


def test_a_typst_source_reads_local_files() -> None:
    found = typst.read('#include "ch/one.typ"\n#import "@preview/x:1.0.0": y\n#import "/lib.typ": z\n')
    assert reads_in(found) == (Reads(("ch/one.typ",), moves=True), Reads(("/lib.typ",), moves=True))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Blah [see @a, pp. 33-35; -@b; also @c].", "abc"),
        ("@a says [p. 3] that @{b}.", "ab"),
        ("`@n` ``x`@n`` me@n.org \\@n <!-- @n --> https://x.org/@n @a", "a"),
        ("```python\n@n\n```\n@a\n\n~~~\n@n\n~~~\n@b", "ab"),
        ("@fig:n ![x](y){#fig:n} @a", "a"),
        ("```{r}\n#| label: fig-n\n```\n@a", "a"),
        ("---\nnocite: '@a, @b'\n---\n", "ab"),
    ],
)
def test_a_markdown_manuscript_cites(text: str, keys: str) -> None:
    found = markdown.read(text)
    assert "".join(key for key in keys_in(found) if key not in found.labels) == keys


def test_a_markdown_key_ends_before_the_sentence_does() -> None:
    assert keys_in(markdown.read("[@DBLP:conf/acl/LiuW24]. @b_c.")) == ("DBLP:conf/acl/LiuW24", "b_c")


def test_a_markdown_manuscript_asks_for_everything() -> None:
    assert markdown.read("---\nnocite: |\n  @*\n---\n").everything


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".aux", "\\citation{a}\n"), ("", "\\relax\n\\citation{a}\n"), ("", bcf_of("<bcf:citekey>a</bcf:citekey>")),
        (".TEX", r"\cite{a}"), ("", r"\cite{a}"), (".txt", "#cite(<a>)"), (".typ", "@a"), (".qmd", "@a"),
    ],
)  # fmt: skip
def test_the_language_is_told_by_the_suffix_or_else_by_the_text(suffix: str, text: str) -> None:
    assert keys_in(cited_in(suffix, text)) == ("a",)


READERS: list[Callable[[str], Cited]] = [aux.read, bcf.read, tex.read, typst.read, markdown.read]
PIECES = st.sampled_from(
    [
        "\\cite",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "a",
        ",",
        "%",
        "\n",
        " ",
        "\\verb|",
        "\\begin{verbatim}",
        "\\iffalse",
        "\\fi",
        "\\let",
        "\\input",
        "\\cites",
        "@",
        "#",
        "#let",
        "#cite",
        "<",
        ">",
        '"',
        "`",
        "```",
        "//",
        "/*",
        "*/",
        "\\",
        "$",
        ";",
        "\\citation{",
        "\\@input{",
        "<bcf:citekey>",
        "</bcf:citekey>",
        "&#",
        "*",
        "\\end{document}",
        "~~~",
        "{#",
        ":",
    ]
)


@given(text=st.one_of(st.text(), st.lists(PIECES).map("".join)))
@pytest.mark.parametrize("read", READERS)
def test_any_text_is_read(read: Callable[[str], Cited], text: str) -> None:
    found = read(text)
    assert not any(key != key.strip() or "," in key or not key for key in keys_in(found) if read is not typst.read)
    assert all(
        re.sub(r"\s", "", key) in re.sub(r"\s", "", text) for key in keys_in(found) if read in (aux.read, tex.read)
    )


# Each of these made a reader of another tool, or an early one of ours, look at the rest of the file again and again.
REPEATED = [
    "\\cite[",
    "\\cite{",
    "\\cite[{",
    "\\cite[{}",
    "\\cites{a}",
    "\\verb|",
    "\\begin{verbatim}",
    "\\lstinline[",
    "\\url{",
    "\\iffalse ",
    "%",
    "{",
    "[",
    "(",
    '"',
    "`",
    "```",
    "/*",
    "#f(",
    "#let x = [",
    "<",
    "@",
    "#cite(",
    "bibliography(",
    "\\citation{",
    "\\@input{",
    "<bcf:citekey ",
    "<bcf:citekey>",
    "&#",
    "<!--",
    "~~~\n",
    "```\n",
    "\\input ",
    "a",
    "\\",
    " ",
    "\n",
    "\\cite ",
    "\\newcommand{",
    "\\let",
    "#",
    '#cite("a",',
]


@pytest.fixture
def _bounded() -> Iterator[None]:
    """End a reader that looks at the same text again and again: a hundred times as long as any takes."""

    def end(*_: object) -> None:
        pytest.fail("the text was not read in a minute")

    if not hasattr(signal, "SIGALRM"):
        pytest.skip("nothing ends a loop here")
    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("_bounded")
@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("read", READERS)
def test_a_long_text_of_one_piece_is_read_to_its_end(read: Callable[[str], Cited], piece: str) -> None:
    assert isinstance(read(piece * (300_000 // len(piece))), Cited)
