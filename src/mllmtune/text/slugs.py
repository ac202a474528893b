"""Which letters and words count when texts are compared, searched or made into keys?"""

import unicodedata

# Letters that Unicode does not take apart into a letter and an accent.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ŋ": "ng", "ħ": "h",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "Æ": "AE", "Œ": "OE", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "Th", "ẞ": "SS", "Ŋ": "Ng", "Ħ": "H",
    }
)  # fmt: skip


def unaccented(text: str) -> str:
    """Return `text` with accents taken off its Latin letters and ligatures spelt out."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def fold(text: str) -> str:
    """Return the form in which texts are compared: no accents, no case, single blanks."""
    return " ".join(unaccented(text).casefold().split())


def slug(text: str) -> str:
    """Return the ASCII letters and digits of `text`, lower case; letters of other scripts are left out."""
    return "".join(sign for sign in unaccented(text).lower() if sign.isascii() and sign.isalnum())
