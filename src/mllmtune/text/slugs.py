"""Which letters and words count when texts are compared, searched or made into keys?"""

import re
import unicodedata

# Letters that Unicode does not take apart into a letter and an accent.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "ng", "ħ": "h",
        "Æ": "AE", "Œ": "OE", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "Th", "ẞ": "SS", "Ŋ": "Ng", "Ħ": "H",
    }
)  # fmt: skip
_CJK = re.compile("([\u2e80-\u2fdf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])")
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_PLURAL = re.compile(r"[A-Z]s$")
_COMPOUND = re.compile(r"(?=\w*[a-z]\w*[A-Z]|\w*[A-Z]{2}\w*[a-z])[A-Za-z]+")


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
    return re.sub(r"[^a-z0-9]", "", unaccented(text).lower())


def spaced_cjk(text: str) -> str:
    """Return `text` with blanks around Chinese, Japanese and Korean signs, so that each is a word to search."""
    return text if text.isascii() else _CJK.sub(r" \1 ", text)


def inner_words(text: str) -> list[str]:
    """Return the words inside compound names: ``MoSLoRA`` gives ``mos``, ``slora``, ``lora`` ..., all lower case.

    A name of the field hides the method it builds on; whoever searches for the method wants it found.
    Only runs of three letters and more that begin and end where the capitals do.
    """
    found = []
    for compound in _COMPOUND.findall(text):
        singular = compound[:-1] if _PLURAL.search(compound) else compound
        if singular != compound:
            found.append(singular.lower())
        humps = _HUMP.findall(singular)
        runs = [
            "".join(humps[start:end]).lower()
            for start in range(len(humps))
            for end in range(start + 1, min(start + 5, len(humps) + 1))
        ]
        found.extend(run for run in runs if len(run) > 2 and run != compound.lower())  # noqa: PLR2004 - see above
    return found
