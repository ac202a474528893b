# ruff: noqa: RUF001 - letters and signs that look alike are what is tested
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mllmtune.text.ascii import encoded, escaped, protected
from mllmtune.text.latex import decoded, plain

ACCENTED = [
    (r"M{\"u}ller", "Müller"),
    (r"M\"{u}ller", "Müller"),
    (r"M\"uller", "Müller"),
    (r"M{\"{u}}ller", "Müller"),
    (r"{\'e}", "é"),
    (r"\'{e}", "é"),
    (r"\' e", "é"),
    (r"\c{c}", "ç"),
    (r"\c c", "ç"),
    (r"\v s", "š"),
    (r"{\v{S}}", "Š"),
    (r"\'{\i}", "í"),
    (r"\'\i", "í"),
    (r"{\'{\i}}", "í"),
    (r"\'i", "í"),
    (r"Gro{\ss}e", "Große"),
    (r"Gro\ss e", "Große"),
    (r"Gro\ss{}e", "Große"),
    (r"\o re", "øre"),
    (r"{\L}ukasz", "Łukasz"),
    (r"\aa", "å"),
    (r"\H{o}", "ő"),
    (r"\'{\^e}", "ế"),
    (r"{\'{\^e}}", "ế"),
    (r"\u{g}", "ğ"),
    (r"\k{a}", "ą"),
    (r"\=o", "ō"),
    (r"\.z", "ż"),
    (r"\i", "ı"),
    (r"\textcommabelow{s}", "ș"),
    (r"{\"U}ber {LoRA}", "Über {LoRA}"),
    (r"\emph{\"u}", r"\emph{ü}"),
    (r"{{\"U}ber}", "{Über}"),
    (r"\href{https://x.org/a\_b}{\"u}", r"\href{https://x.org/a\_b}{ü}"),
    (r"\textcolor{red} {\ss}", r"\textcolor{red} {ß}"),
]
NOT_AN_ACCENT = [
    r"$\alpha$",
    r"$\"u$",
    r"{LoRA} \& \emph{x}",
    r"\"{ab}",
    r"\url{https://x.org/a_b}",
    r"\LaTeX",
    r"\citet{x}",
    r"\ldots",
    r"\'",
    "{}",
    r"C:\~",
    r"\\",
    r"\%",
    r"\over",
    r"\cite{a}",
]


@pytest.mark.parametrize(("latex", "letters"), ACCENTED)
def test_an_accent_command_becomes_its_letter(latex: str, letters: str) -> None:
    assert decoded(latex) == letters


@pytest.mark.parametrize("text", NOT_AN_ACCENT)
def test_every_other_command_brace_and_formula_stays_byte_for_byte(text: str) -> None:
    assert decoded(text) == text


def test_text_of_any_length_is_decoded_in_one_pass_over_it() -> None:
    hostile = r"{\'" * 20_000 + r"\"" * 20_000 + "$" + "{" * 20_000

    assert len(decoded(hostile)) <= len(hostile)


@pytest.mark.parametrize(
    ("latex", "read"),
    [
        ("Plain words", "Plain words"),
        (r"$\alpha$-{GAN}", "α-GAN"),
        (r"$\ell_1$ and $x^{2}$", "ℓ₁ and x²"),
        (r"$\Sigma$g", "Σg"),
        (r"$\Sigma$ algebras", "Σ algebras"),
        (r"Proc.~of \emph{all} things", "Proc. of all things"),
        ("1--9 --- ``so''", "1–9 — “so”"),
        (r"A \& B, 5\%, a\_b", "A & B, 5%, a_b"),
        (r"\url{https://x.org/~a_b--c}", "https://x.org/~a_b--c"),
        (r"\href{https://x.org}{here}", "here"),
        (r"\{x\}", "{x}"),
        (r"{\em old} style", "old style"),
        (r"Gr{\"o}{\ss}e", "Größe"),
        ("don't", "don't"),
        (r"X {\textgreater} Y, 5{\textless}6, {\textbar}x{\textbar}", "X > Y, 5<6, |x|"),  # Mendeley, Zotero
        (r"CO$_{\textrm{2}}$ at 10$^{\textrm{-3}}$", "CO₂ at 10⁻³"),  # Zotero
        (r"z{\ensuremath{\gtrsim}}2 {\mdash} so", "z≳2 — so"),  # ADS
        (r"{\guillemotleft} x {\guillemotright}, \og y\fg{}", "« x », « y »"),  # HAL
        (r"\frac and $\frac{1}{2}$", "and 1/2"),
        (r"\apjl", "ApJ"),  # ADS
        (r"\(x^2\) of $$L_2$$ and \[y_1\]", "x² of L₂ and y₁"),
        (r"5\$ and \\[2pt] $x$", "5$ and [2pt] x"),
        (r"{\noopsort{1973b}}1973", "1973"),
    ],
)
def test_plain_is_what_people_read(latex: str, read: str) -> None:
    assert plain(latex) == read


LETTERS = st.characters(codec="utf-8", categories=["Lu", "Ll"]).filter(
    # Greek letters become mathematics; ligatures become the letters they stand for.
    lambda letter: unicodedata.is_normalized("NFKC", letter) and "$" not in encoded(letter)
)


@given(st.text(LETTERS | st.sampled_from(" -,.ÄöüßéłŁøåñçğşțṓếđð"), max_size=30))
def test_letters_written_as_ascii_and_read_are_the_same_letters(text: str) -> None:
    assert decoded(encoded(text)) == text


@given(st.text(st.characters(min_codepoint=0xC0, max_codepoint=0x17F, categories=["Lu", "Ll"]), max_size=30))
def test_every_accented_letter_of_latin_scripts_that_latex_knows_is_written_in_ascii(text: str) -> None:
    unknown = set("ĦħĸŉŦŧĿŀſĲĳ")

    assert encoded("".join(letter for letter in text if letter not in unknown)).isascii()


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("ü", r"{\"u}"),
        ("ß", r"{\ss}"),
        ("í", r"{\'i}"),
        ("ī", r"{\=\i}"),
        ("ç", r"{\c{c}}"),
        ("“x” – y’s", "``x'' -- y's"),
        ("α", r"{$\alpha$}"),
        ("$α$", r"${\alpha}$"),
        ("中文", "中文"),
        ("A & B", r"A \& B"),
        (r"A \& B", r"A \& B"),
        ("5% of a_b #1", r"5\% of a\_b \#1"),
        ("$x_1$", "$x_1$"),
        (r"\url{https://x.org/a_b%20c}", r"\url{https://x.org/a_b%20c}"),
        ("$5", r"\$5"),
        (r"\verb|a_b#ü| & \verb*+%+, 5%", r"\verb|a_b#ü| \& \verb*+%+, 5\%"),
        (r"\verb|unclosed_a", r"\verb|unclosed\_a"),
        (r"\verbatiminput_x", r"\verbatiminput\_x"),
    ],
)
def test_unicode_is_written_with_commands_that_latex_knows(text: str, latex: str) -> None:
    assert encoded(text) == latex


def test_a_converter_s_private_commands_are_never_written() -> None:
    everything = "".join(chr(code) for code in range(0xA0, 0x2FFF) if chr(code).isprintable())

    assert "Elsevier" not in encoded(everything)
    assert r"\lbrace" not in encoded("{a}")


@given(st.text())
def test_escaping_twice_is_escaping_once(text: str) -> None:
    assert escaped(escaped(text)) == escaped(text)


@pytest.mark.parametrize(
    ("title", "safe"),
    [
        ("DoRA: Weight-Decomposed Low-Rank Adaptation", "{DoRA}: Weight-Decomposed Low-Rank Adaptation"),
        ("GPT-4 and CLIP-ViT-L/14", "{GPT-4} and {CLIP-ViT-L/14}"),
        ("LoRA-based tuning of LLMs", "{LoRA}-based tuning of {LLMs}"),
        ("3D vision with T5", "{3D} vision with {T5}"),
        ("{LoRA} and {The CLIP} model", "{LoRA} and {The CLIP} model"),
        ("A Study: Another Study", "A Study: Another Study"),
        ("$O(N)$ LoRA", "$O(N)$ {LoRA}"),
        (r"The \LaTeX way", r"The \LaTeX way"),
        ("{L}oRA", "{L}oRA"),
        ("Q\\&A", "Q\\&A"),
        ("4-bit, 16-bit", "4-bit, 16-bit"),
    ],
)
def test_words_that_would_lose_their_capitals_are_protected(title: str, safe: str) -> None:
    assert protected(title) == safe


@given(st.text(st.sampled_from("aB3 -{}$\\:/é")))
def test_protecting_twice_is_protecting_once(title: str) -> None:
    assert protected(protected(title)) == protected(title)
