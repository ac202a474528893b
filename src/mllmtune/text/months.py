"""Which month does an English word name?"""

_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
# In small letters, whole or with three letters; September has four as often.
MONTHS = {spelling: number for number, name in enumerate(_NAMES, 1) for spelling in (name, name[:3])} | {"sept": 9}
