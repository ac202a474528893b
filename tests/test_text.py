import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mllmtune.text.cjk import spaced
from mllmtune.text.compounds import inner_words
from mllmtune.text.decoding import decoded
from mllmtune.text.printable import json_list, json_text, one_line, without_controls
from mllmtune.text.slugs import fold, slug


@pytest.mark.parametrize("name", ["MoSLoRA", "MTLoRA", "LoRASculpt", "QLoRA", "HydraLoRA", "LoRAs", "LoRAHub"])
def test_a_compound_name_hides_no_word(name: str) -> None:
    assert "lora" in inner_words(f"{name}: a title")


@pytest.mark.parametrize("word", ["exploration", "LoRA", "CLIP", "Vision-Language", "Adapter"])
def test_a_word_that_is_no_compound_hides_none(word: str) -> None:
    assert inner_words(word) == []


def test_a_word_of_any_length_is_looked_at_once() -> None:
    assert inner_words("x" * 100_000) == []


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Müller", "muller"), ("ØRSTED  Straße", "orsted strasse"), ("Łódź", "lodz"), ("NGUYỄN", "nguyen")],
)
def test_accents_case_and_blanks_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_slug_holds_ascii_letters_and_digits_alone() -> None:
    assert slug("O'Neil-Øster 2 多") == "oneiloster2"


def test_signs_of_scripts_without_blanks_are_words() -> None:
    assert spaced("多模态 LLM").split() == ["多", "模", "态", "LLM"]


@pytest.mark.parametrize(
    "text", ["\x1b[31mred\x1b[0m", "a\x07b", "a\u202eb", "a\u2066b", "a\x9bb", "a\x00b", "a\u2028b", "a\ud800b"]
)
def test_nothing_that_steers_a_terminal_is_shown(text: str) -> None:
    assert one_line(text).isprintable()
    assert without_controls(text).isprintable()


def test_a_title_over_several_lines_is_shown_on_one() -> None:
    assert one_line(" a\r\n\tb\u00a0 c ") == "a b c"


def test_lines_and_tabs_of_a_text_stay() -> None:
    assert without_controls("a\tb\nc\x1b") == "a\tb\nc"


@given(st.text())
def test_json_is_the_same_value_and_safe_to_show(text: str) -> None:
    shown = json_text(json.dumps([text], ensure_ascii=False))
    assert json.loads(shown) == json.loads(json.dumps([text]))
    assert shown.isprintable()


@pytest.mark.parametrize("objects", [[], ['{"a": 1}'], ['{"a": 1}', '{"b": 2}']])
def test_a_list_of_json_objects_is_json(objects: list[str]) -> None:
    assert json.loads(json_list(objects)) == [json.loads(one) for one in objects]


@pytest.mark.parametrize(
    ("data", "text", "encoding", "guessed"),
    [
        ("Müller".encode(), "Müller", "utf-8", False),
        (b"\xef\xbb\xbfM\xc3\xbcller", "Müller", "utf-8", False),
        ("Müller".encode("utf-16"), "Müller", "utf-16", False),
        ("Müller".encode("utf-32"), "Müller", "utf-32", False),
        ("@a{}".encode("utf-16-le"), "@a{}", "utf-16-le", True),
        ("@a{}".encode("utf-16-be"), "@a{}", "utf-16-be", True),
        (b"M\xfcller \x80", "Müller €", "Windows-1252", True),
        (b"M\xfcller \x81", "Müller \x81", "Windows-1252", True),
        (b"", "", "utf-8", False),
    ],
)
def test_a_file_is_read_in_the_encoding_it_has(data: bytes, text: str, encoding: str, guessed: bool) -> None:  # noqa: FBT001
    assert decoded(data) == (text, encoding, guessed, 0)


@pytest.mark.parametrize(
    ("data", "text", "line"),
    [
        (b"Erd\xc5\x91s\r\nM\xc3\xbcller\r\ncaf\xe9 \x85\r\n", "Erdős\r\nMüller\r\ncafé …\r\n", 3),
        (b"\xef\xbb\xbf\xe7\x8e\x8b\xe2\x80\xa6 caf\xe9", "王… café", 1),
        (b"na\xefve\r\xc3\xa9t\xc3\xa9", "naïve\rété", 1),
    ],
)
def test_lines_in_another_encoding_do_not_spoil_the_rest_of_a_file(data: bytes, text: str, line: int) -> None:
    assert decoded(data) == (text, "Windows-1252", True, line)


def test_a_file_that_is_not_utf8_is_not_read_as_such_because_of_one_letter() -> None:
    assert decoded("Ã© in prose, caf\xe9, na\xefve".encode("latin-1")).text == "Ã© in prose, café, naïve"
