"""How is a number of things said?"""


def counted(number: int, one: str = "paper", many: str = "") -> str:
    """Return a number with its noun: ``1 paper``, ``2 papers``, ``2 entries``; `many` where an s does not make it."""
    return f"1 {one}" if number == 1 else f"{number} {many or f'{one}s'}"
