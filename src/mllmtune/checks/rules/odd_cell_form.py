"""A date or a venue is typed in another way than all others of the list.

`2023/05` among `2023-05`, `ICLR24` among `ICLR'24`: who searches or sorts by one form misses the other.

Found:
    | Date | Title | Venue |
    | --- | --- | --- |
    | 2023-01 | [Paper Number One](https://arxiv.org/abs/2301.00001) | ICLR'23 |
    | 2023-02 | [Paper Number Two](https://arxiv.org/abs/2302.00002) | ICLR'23 |
    | 2023-03 | [Paper Number Three](https://arxiv.org/abs/2303.00003) | ICML'23 |
    | 2023/04 | [Paper Number Four](https://arxiv.org/abs/2304.00004) | ICLR'24 |
    | 2023-05 | [Paper Number Five](https://arxiv.org/abs/2305.00005) | ICML'23 |
    | 2023-06 | [Paper Number Six](https://arxiv.org/abs/2306.00006) | ICLR'24 |
    | 2023-07 | [Paper Number Seven](https://arxiv.org/abs/2307.00007) | ICLR'24 |
    | 2023-08 | [Paper Number Eight](https://arxiv.org/abs/2308.00008) | ICLR'24 |
    | 2023-09 | [Paper Number Nine](https://arxiv.org/abs/2309.00009) | ICLR'24 |
    | 2023-10 | [Paper Number Ten](https://arxiv.org/abs/2310.00010) | ICLR'24 |
    | 2023-11 | [Paper Number Eleven](https://arxiv.org/abs/2311.00011) | ICLR'24 |

Not found:
    # two ways, and nobody knows which is meant
    | Date | Title | Venue |
    | --- | --- | --- |
    | 2023-01 | [Paper Number One](https://arxiv.org/abs/2301.00001) | ICLR'23 |
    | 2023/02 | [Paper Number Two](https://arxiv.org/abs/2302.00002) | ICLR 2023 |

Fix: none; `mllmtune render` writes one form.
"""

import re
from collections import Counter
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, Level, View, across

# MT704 speaks of the two kinds of apostrophes, which are one form here.
_FORMS = {
    "date": re.compile(r"(?:19|20)\d\d(?P<form>[./-])(?:0?[1-9]|1[0-2])"),
    "venue": re.compile(r"[A-Z][A-Za-z]+(?P<form>['\u2018\u2019 ]?(?:\d\d){1,2})"),
}
_SHARE = 10  # of so many one may be otherwise
_FEWEST = 10


@across("MT712", level=Level.WARNING, kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    rows = [(number, line) for number, line in view.lines if line.count("|") > 1]
    for what, sign in _FORMS.items():
        cells = [
            (number, text, re.sub(r"\d", "0", match["form"]).replace("\u2019", "'").replace("\u2018", "'"))
            for number, line in rows
            for text in map(str.strip, line.split("|"))
            if (match := sign.fullmatch(text.strip("*_ ")))
        ]
        counts = Counter(form for _, _, form in cells)
        if len(counts) < 2 or len(cells) < _FEWEST:  # noqa: PLR2004 - two forms
            continue
        usual, number_of_usual = counts.most_common(1)[0]
        example = next(text for _, text, form in cells if form == usual)
        if (len(cells) - number_of_usual) * _SHARE <= len(cells):
            for number, text, form in cells:
                if form != usual:
                    yield Finding(
                        number, "", f'the {what} "{text}" is typed otherwise than the others, such as "{example}"'
                    )
