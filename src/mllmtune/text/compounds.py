"""Which words does a reader look for that are no words of their own?"""

import re

_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_PLURAL = re.compile(r"[A-Z]s$")
_LETTERS = re.compile(r"[A-Za-z]+")
_COMPOUND = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
_MOST_HUMPS = 4  # of one word inside: "LoRA" has two
_SHORTEST = 3  # letters of a word that can mean something


def inner_words(text: str) -> list[str]:
    """Return the words inside compound names: ``MoSLoRA`` gives ``mos``, ``slora``, ``lora`` ..., all lower case.

    A name of the field hides the method it builds on; whoever searches for the method wants it found. Words inside
    begin and end where the capitals do.
    """
    return [word for letters in _LETTERS.findall(text) if _COMPOUND.search(letters) for word in _inside(letters)]


def _inside(compound: str) -> list[str]:
    singular = compound[:-1] if _PLURAL.search(compound) else compound
    humps = _HUMP.findall(singular)
    runs = [
        "".join(humps[start:end]).lower()
        for start in range(len(humps))
        for end in range(start + 1, min(start + _MOST_HUMPS, len(humps)) + 1)
    ]
    return [run for run in runs if len(run) >= _SHORTEST and run != compound.lower()]
