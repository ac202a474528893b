"""Where do words end in scripts that write none apart?"""

# Radicals, kana, the ideographs and their extension A, Hangul syllables, compatibility ideographs.
_BLOCKS = (
    ("\u2e80", "\u2fdf"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uac00", "\ud7af"),
    ("\uf900", "\ufaff"),
)


def spaced(text: str) -> str:
    """Return `text` with blanks around Chinese, Japanese and Korean signs, so that each is a word to search."""
    if text.isascii():
        return text
    return "".join(f" {sign} " if any(first <= sign <= last for first, last in _BLOCKS) else sign for sign in text)
