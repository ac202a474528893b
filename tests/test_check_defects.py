"""Defects that were found by hand in public lists: each in its likeness, and the rule that finds it.

A defect is called by the number under which it was noted. What no program can find in a file stands at the end, with
the reason.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mllmtune.checks.all_rules import all_rules
from mllmtune.checks.checking import findings
from mllmtune.checks.rule import Finding
from mllmtune.cli.checking import text_view
from mllmtune.formats import Format
from mllmtune.text.latex import plain
from tests.seen import SETTING, seen

RULES = all_rules()
CURATED = {subject.key: subject for subject in SETTING.curated}
HEAD = "| Time | Title | Venue | Paper | Code |\n| --- | --- | :---: | :---: | :---: |\n"


def row(key: str, **said: str) -> str:
    """Return a curated paper as a row of a list, but for what is said otherwise."""
    facts = CURATED[key].facts
    paper = said.get("paper", f"https://arxiv.org/abs/{facts['arxiv']}" if "arxiv" in facts else "")
    if "arxiv" not in facts:
        paper = said.get("paper", f"https://openreview.net/forum?id={facts.get('openreview', '')}")
    cells = {
        "time": facts["posted"].replace("-", "."),
        "title": plain(facts["title"]),
        "venue": f"{facts['venue']}'{facts['year'] % 100}",
        "code": facts.get("links", {}).get("code", ""),
    } | said
    code = f"[link]({cells['code']})" if cells["code"] else "-"
    return f"| {cells['time']} | **{cells['title']}** | {cells['venue']} | [link]({paper}) | {code} |\n"


def table(*rows: str) -> str:
    return HEAD + "".join(rows)


def small(key: str) -> str:
    """Return the title of a curated paper as a program writes it that knows no capitals but the first."""
    head, colon, rest = plain(CURATED[key].facts["title"]).partition(": ")
    return f"{head.capitalize()}: {rest.capitalize()}" if colon else head.capitalize()


def entry(key: str, fields: str) -> str:
    """Return a curated paper as an entry of BibTeX with these fields besides its title and its id."""
    facts = CURATED[key].facts
    return (
        f"@misc{{{key},\n  title = {{{facts['title']}}},\n  eprint = {{{facts['arxiv']}}},\n"
        f"  archiveprefix = {{arXiv}},\n{fields}}}\n"
    )


def item(key: str, bibtex: str = "", **said: str) -> str:
    """Return a curated paper as a heading with labelled links, and BibTeX under it."""
    facts = CURATED[key].facts
    links = {"paper": f"https://arxiv.org/abs/{facts.get('arxiv', '')}"} | said
    title = links.pop("title", facts["title"])
    lines = "\n".join(f"{label} link: [here]({address})\n" for label, address in links.items())
    return f"#### {title}\n\n{lines}\n" + (f"citation:\n\n```bibtex\n{bibtex}```\n\n" if bibtex else "")


def names(key: str, which: slice = slice(None)) -> str:
    return " and ".join(CURATED[key].facts["authors"][which])


# The curated key of a paper whose title had lost its capitals in a list.
SMALL_TITLES = {
    "D026": "du2024damp", "D027": "khattak2024protext", "D028": "tian2023argue", "D029": "zhang2023dept",
    "D030": "cho2023dapt", "D031": "kan2023kapt", "D032": "khattak2023promptsrc", "D033": "yao2023kgcoop",
    "D034": "khattak2022maple", "D035": "sun2022dualcoop", "D036": "jia2022vpt", "D037": "zhou2022cocoop",
    "D038": "zhou2021coop", "D039": "shenaj2024lorarar", "D040": "lin2024teamlora", "D041": "wu2024moslora",
    "D042": "song2024sharelora", "D043": "agiza2024mtlora", "D044": "shen2024mixlora", "D045": "dou2023loramoe",
    "D046": "huang2023lorahub", "D047": "liang2025lorasculpt", "D048": "lu2024clora", "D049": "hu2024pego",
    "D050": "yang2024corda", "D051": "wang2024milora", "D052": "meng2024pissa", "D053": "wang2024hiddenkey",
    "D054": "qiang2024bilora", "D055": "ren2024melora", "D056": "wang2024prolora", "D057": "hayou2024loraplus",
    "D058": "liu2024dora", "D059": "hao2024flora", "D060": "yang2023laplacelora", "D100": "radford2021clip",
    "D113": "hejna2023cpl",
}  # fmt: skip
# The curated key of a paper that a list cites as a preprint, and that was published.
CALLED_PREPRINTS = {
    "D089": "liu2023mmc", "D090": "wang2022ofa", "D091": "wang2024omnitokenizer", "D092": "jin2023chatunivi",
    "D093": "wang2023cogvlm", "D094": "li2023blip2", "D095": "cherti2022openclip", "D096": "zhu2023languagebind",
}  # fmt: skip
TWIN = "| 2024.06 | **Twinmerging: Dynamic integration of modular expertise in model merging** | NeurIPS'24 | "
TWIN += "[link](https://arxiv.org/abs/2406.15479) | - |\n"
REMEDY = "https://openreview.net/forum?id=iX7eHHE5Tx"
OFA = CURATED["wang2022ofa"].facts["title"]

DEFECTS = {
    "D001": ("MT310", table(row("fang2024alphaedit", venue="ICLR'24"))),
    "D002": ("MT310", table(row("jiang2022rose", venue="IJCAI'22"))),
    "D003": ("MT804", table(row("wang2024hiddenkey", venue="ACL'24"))),
    "D004": ("MT804", table(row("gao2021clipadapter", venue="IJCV'23"))),
    "D005": ("MT804", table(row("lu2024clora", venue="arXiv'24", code=""))),
    "D006": ("MT804", table(row("lin2024teamlora", venue="arXiv'24"))),
    "D007": ("MT201", table(row("zhang2023gps", code="https://arxiv.org/abs/2312.10136"))),
    "D008": ("MT805", table(row("sung2022lst", code="https://github.com/ucinlp/autoprompt"))),
    "D009": (
        "MT205",
        "#### Adapter Tuning\n\n"
        + table(row("sung2022lst", code="https://github.com/ucinlp/autoprompt"))
        + "\n#### Prompt Tuning\n\n"
        + table(row("shin2020autoprompt")),
    ),
    "D010": ("MT805", table(row("houlsby2019adapter", code="https://github.com/somebody/Adapter-Bert"))),
    "D011": ("MT208", table(row("kopiczko2023vera", code="https://huggingface.co/docs/peft/package_reference/vera"))),
    "D012": ("MT805", table(row("li2022pst", code="https://github.com/alibaba/AliceMind"))),
    "D013": (
        "MT803",
        table(row("agiza2024mtlora", title="MTLoRA: A low-rank adaptation approach for efficient multi-task learning")),
    ),
    "D016": ("MT204", table(row("li2021prefixtuning", code="http://github.com/XiangLi1999/PrefixTuning"))),
    "D017": (
        "MT403",
        "### Selective Tuning\n\n#### Posterior\n\n"
        + table(row("lu2024twinmerging"))
        + "\n### Reparameterization Tuning\n\n#### Structure\n\n"
        + table(TWIN),
    ),
    "D018": ("MT801", table(row("huang2024emrmerging", title="TEMR-Merging: Tuning-Free Model Merging"))),
    "D019": ("MT802", table(row("kopiczko2023vera", title="Vera: Vectorbased random matrix adaptation"))),
    "D020": ("MT802", table(TWIN)),
    "D021": (
        "MT803",
        table(row("chen2022plot", title="Prompt learning with optimal transport for vision-language models")),
    ),
    "D025": ("MT802", table(row("shin2020autoprompt", title=small("shin2020autoprompt").replace("Auto", "AUTO")))),
    "D061": ("MT802", table(row("zhu2025remedy", title=small("zhu2025remedy").replace("Remedy", "REMEDY")))),
    "D062": ("MT404", "### Additive Tuning\n\n#### Adapter Tuning\n\n" + table(row("chen2024cpr"))),
    "D067": ("MT207", ('<a href="https://arxiv.org/abs/2503.04543">'
                      '<img src="https://img.shields.io/badge/arXiv-2502.14881-b31b1b.svg" alt="arXiv"></a>\n')),
    "D068": ("MT306", "@misc{a, title = {A Paper}, author = {Jane Doe, John Roe, Max Moe, Ann Poe}, year = 2025}"),
    "D069": ("MT807", entry("huang2025keeping", "  primaryclass = {cs.CR}, year = 2025")),
    "D070": ("MT604", "@misc{a, title = {A Paper}, year = 2025,\n  author={Jane Doe and  John Roe}}"),
    "D071": ("MT317", "@inproceedings{a, title = {A Paper}, author = {Doe, J.}, booktitle = {ICML}, year = 2025}"),
    "D072": (
        "MT506",
        ("@misc{Widgets_arXiv25, title = {A}}\n@misc{DoeSpoons_CVPR2025, title = {B}}\n"
        "@misc{doe2025survey, title = {C}}\n@misc{Roe:2024, title = {D}}\n"),
    ),
    "D074": (
        "MT403",
        f"## Tuning\n\n{item('wang2022ofa')}\n## Pretraining\n\n{item('wang2022ofa')}",
    ),
    "D075": ("MT002", "@misc{a, title = {A Paper}, primaryclass = {cs.CV}\n  url = {https://arxiv.org/abs/2406.09399}}"),
    "D076": (
        "MT703",
        "## Pretraining\n\n#"
        + item("wang2024omnitokenizer").removeprefix("##")
        + "".join(map(item, ("jin2023chatunivi", "wang2023cogvlm", "li2023blip2", "zhu2023languagebind"))),
    ),
    "D077": ("MT203", "@misc{a, title = {A Paper}, url = {ttps://github.com/somebody/something}}"),
    "D078": (
        "MT803",
        table(row("chu2023mobilevlm",
                  title="Mobilevlm: A fast, reproducible and strong vision language assistant for mobile devices")),
    ),
    "D079": ("MT313", item("chu2023mobilevlm", entry("chu2023mobilevlm", "  author = {Chu, Xiangxiang and others}"))),
    "D080": ("MT313", entry("chu2024mobilevlmv2", "  author = {Chu, Xiangxiang and others}")),
    "D081": ("MT313", entry("radford2021clip", "  author = {Radford, Alec and Kim, Jong Wook and others}")),
    "D082": (
        "MT507",
        "@misc{doe2023spoon, title = {Spoon: A Widget}}\n@misc{doe2024spoon, title = {Spoon V2: A Wider Widget}}",
    ),
    "D083": ("MT204", "@misc{a, title = {A Paper}, url = {http://proceedings.mlr.press/v139/doe21a/doe21a.pdf}}"),
    "D084": ("MT318", "@inproceedings{a, title = {A Paper}, booktitle = {Proceedings}, organization = {PMLR}}"),
    "D085": ("MT319", "@misc{a, title = {A Paper}, publisher = {arXiv:2310.03744}, year = {2023}}"),
    "D086": ("MT307", entry("liu2023mmc", "  year = {2024}")),
    "D087": ("MT307", entry("jin2023chatunivi", "  year = {2024}")),
    "D088": ("MT307", entry("zhu2023languagebind", "  year = {2024}")),
    "D097": (
        "MT806",
        entry("wang2023cogvlm", f"  author = {{{names('wang2023cogvlm', slice(-1))}}}"),
    ),
    "D098": (
        "MT806",
        entry("lin2024moellava", f"  author = {{{names('lin2024moellava', slice(1, None))}}}"),
    ),
    "D099": ("MT320", item("radford2021clip", title="Learning Transferable Visual Models (OpenCLIP)")),
    "D101": ("MT206", item("duan2024exvideo", paper="https://arxiv.org/pdf/2406.14130v1")),
    "D102": ("MT209", 'links.project = "https://spoon.github.io/"\nlinks.blog = "https://spoon.github.io/"\n'),
    "D103": ("MT701", table("|  | **** | ICLR'24 | [link]() | [link]() |\n", row("liu2024dora"))),
    "D104": ("MT002", table(row("zhu2025remedy", paper=REMEDY, venue="ICLR\u201a\u00c4\u00f425"))),
    "D105": ("MT704", table(row("liu2024dora"), row("meng2024pissa"), row("zhu2025remedy", paper=REMEDY,
                                                                           venue="ICLR\u201925"))),
    "D106": ("MT002", table(row("liu2023llava", title="\u00e6\u2030\u20ac\u00e6\u0153\u2030: A Paper of Something"))),
    "D107": ("MT801", "- [Fine-tuning Aligned Language Models Compromises Safety](https://zhuanlan.zhihu.com/p/1)\n"),
    "D108": ("MT315", "| Title | Paper |\n| --- | --- |\n| Yi-VL | [link](https://arxiv.org/abs/2403.04652) |\n"),
    "D109": ("MT315", "| Title | Paper |\n| --- | --- |\n| Mini-Gemini | [link](https://arxiv.org/abs/2403.18814) |\n"),
    "D110": ("MT604", "- [Monkey : A Paper of Something](https://arxiv.org/abs/2311.06607)\n"),
    "D111": (
        "MT803",
        table(row("ethayarajh2024kto", title="Model Alignment as Prospect Theoretic Optimization")),
    ),
    "D112": (
        "MT803",
        table(row("hejna2023cpl", title="Contrastive Preference Learning: Learning from Human Feedback without RL")),
    ),
    "D114": ("MT210", "- [CogVLM: Visual Expert for Pretrained Language Models](https://zhuanlan.zhihu.com/p/1)\n"),
    "D116": ("MT403", f"## Seed One\n\n{item('li2023blip2')}\n## Seed Two\n\n{item('li2023blip2')}"),
    "D118": (
        "MT702",
        "# Diffusion Models\n\n# Alignment\n\n- [A Paper of Something](https://arxiv.org/abs/2402.00001)\n",
    ),
    "D122": (
        "MT806",
        entry("zhu2024modeltailor", f"  author = {{{names('zhu2024modeltailor')}}}"
              .replace("Zhongyi", "Zhongyisun")),
    ),
    "D123": ("MT312", "@misc{a, title = {A}, author = {Tiong, Anthony and Li, Junnan and Tiong, Anthony Meng Huat}}"),
    "D124": (
        "MT806",
        entry("jin2023chatunivi", f"  author = {{{names('jin2023chatunivi')}}}"
              .replace("Wancai", "Cai")),
    ),
    "D125": (
        "MT806",
        entry("rafailov2023dpo", f"  author = {{{names('rafailov2023dpo', slice(None, None, -1))}}}"),
    ),
    "D126": (
        "MT806",
        entry("guo2024llavauhd", f"  author = {{{names('guo2024llavauhd', slice(None, None, -1))}}}"),
    ),
    "D127": (
        "MT806",
        entry("dou2023loramoe", f"  author = {{{names('dou2023loramoe')}}}"
              .replace("Xiong, Limao", "Zhao, Jun")),
    ),
    "D128": (
        "MT806",
        entry("lin2024teamlora", f"  author = {{{names('lin2024teamlora')}}}"
              .replace("Guo, Jiannan", "Li, Zhaocheng")),
    ),
    "D129": (
        "MT806",
        entry("wang2024milora", f"  author = {{Xiao, Z. and {names('wang2024milora')}}}")
    ),
    "D131": (
        "MT801",
        "@misc{a, title = {Spoon Prompting}, author = {Doe, Jane}, eprint = {2307.06948}, archiveprefix = {arXiv}}",
    ),
    "D132": ("MT806", entry("alayrac2022flamingo", "  author = {Doe, Jane and Roe, Richard}")),
    "D133": ("MT808", table(row("zhou2021coop", paper="https://arxiv.org/abs/2203.05557"))),
    "D134": ("MT203", table(row("ren2024melora", code="https://https://github.com/ChasonShi/MELoRA"))),
    "D135": ("MT807", entry("li2024promptkd", "  pages = {26617--26626}")),
}  # fmt: skip
DEFECTS |= {number: ("MT802", table(row(key, title=small(key)))) for number, key in SMALL_TITLES.items()}
DEFECTS |= {number: ("MT804", entry(key, "  year = {2023}")) for number, key in CALLED_PREPRINTS.items()}

# What is right, though it was noted; it must not be found by the rules that look for its like.
RIGHT = {
    # The paper is at OpenReview alone; there is no id against which its month could be wrong.
    "D063": (("MT308", "MT210"), table(row("zhu2025remedy", paper=REMEDY))),
    # The id is of March, because it was given when the paper was announced; it was handed in in February.
    "D064": (("MT308",), table(row("wang2024hiddenkey", time="2024.02"))),
    # One page of notes for many papers is no duplicate.
    "D115": (
        ("MT101", "MT102", "MT103"),
        ("- [A Paper of Something](https://arxiv.org/abs/2402.00001) [notes](https://zhuanlan.zhihu.com/p/1)\n"
        "- [Another Thing Entirely](https://arxiv.org/abs/2402.00002) [notes](https://zhuanlan.zhihu.com/p/1)\n"),
    ),
    # Middle names, initials, and family name and given name the other way round are one person.
    "D130": (
        ("MT806", "MT312"),
        entry("kopiczko2023vera", f"  author = {{{names('kopiczko2023vera')}}}"
              .replace("Dawid J.", "Dawid Jan")),
    ),
    # The arXiv title, which the curated library has as well, with that of the proceedings beside it.
    "D022": (("MT801", "MT803"), table(row("zhang2021tipadapter"))),
    "D023": (("MT801", "MT803"), table(row("han2015pruning"))),
    "D024": (("MT801", "MT803"), table(row("fang2024alphaedit"))),
    "D120": (("MT801", "MT803"), table(row("huang2024spider"))),
}  # fmt: skip
OUT_OF_REACH = {
    "D014": "nobody could confirm or refute the link: there is nothing to compare it with",
    "D015": "both addresses lead to the same repository, which has moved: only the network knows",
    "D065": "a row that was taken out of a list is in its history, not in the file",
    "D066": "former faults of a list, which the file does not have any more",
    "D073": "prose: a letter too few in a sentence that is about no paper",
    "D117": "prose: a letter too few in a sentence that is about no paper",
    "D119": "text copied from a page, which is no list: no paper is read from it",
    "D121": "text copied from a page, which is no list: no paper is read from it",
}


def codes(example: str) -> set[str]:
    return {one.code for one in findings(seen(example), RULES)}


@pytest.mark.parametrize("number", sorted(DEFECTS))
def test_a_known_defect_is_found_by_its_rule(number: str) -> None:
    code, example = DEFECTS[number]
    assert code in codes(example)


@pytest.mark.parametrize("number", sorted(RIGHT))
def test_what_was_noted_and_is_right_is_not_found(number: str) -> None:
    rules, example = RIGHT[number]
    assert codes(example).isdisjoint(rules)


@pytest.mark.parametrize(("key", "number"), [(key, number) for number, key in SMALL_TITLES.items()])
def test_a_title_with_its_capitals_is_not_found(key: str, number: str) -> None:
    assert number in DEFECTS
    assert "MT802" not in codes(table(row(key, paper=f"https://arxiv.org/abs/{CURATED[key].facts['arxiv']}")))


def test_every_defect_that_was_noted_is_here() -> None:
    noted = {f"D{number:03}" for number in range(1, 136)}
    assert set(DEFECTS) | set(RIGHT) | set(OUT_OF_REACH) == noted
    assert len(DEFECTS) + len(RIGHT) + len(OUT_OF_REACH) == len(noted)


# The lists themselves, where they are at hand

SHARED = Path(__file__).resolve().parents[2] / "shared"
README = SHARED / "corpora" / "open" / "awesome" / "WenkeHuang+Awesome-MLLM-Tuning" / "README.md"
NEAR = 30  # lines of an item with its links and its BibTeX
# What stands in the place of the defect, if it is not the arXiv id of the paper that the note names.
PLACES = {
    "D009": "2206.06522", "D017": "Twinmerging", "D099": "(LLaVA",
    "D061": "iX7eHHE5Tx", "D067": "2502.14881", "D068": "MLLMTuning_arXiv25",
    "D069": "MLLMTuning_arXiv25", "D070": "MLLMTuning_arXiv25", "D071": "LiangLoRASculpt_CVPR2025",
    "D082": "chu2024mobilevlm,", "D083": "radford21a", "D084": "radford2021", "D085": "liu2023improvedllava",
    "D078": "chu2023mobilevlm", "D079": "chu2023mobilevlm", "D080": "chu2024mobilevlm", "D081": "radford2021",
    "D100": "radford2021", "D103": "****", "D104": "iX7eHHE5Tx", "D106": "698911049", "D107": "696707347",
    "D108": "[Yi-VL]", "D109": "[Mini-Gemini]", "D110": "Monkey", "D113": "[Contrastive", "D114": "698911049",
    "D118": "# Hallucination",
}  # fmt: skip
# Not in the likeness of the note any more, and why.
NOT_THERE = {
    "D013": "the title is that of the proceedings, which the curated library has for its own",
    "D098": "the authors are those of the curated library; other versions have others",
    "D072": "two of the four styles have a single key each, less than a fifth of what the file cites",
    "D074": "the same paper in two files; each of them is right",
    "D102": "the list calls one page by two names in two items, which are two papers",
    "D105": "the apostrophes are in two states of the file, and one of them is decoded wrongly as well",
    "D111": "the title has the name of its preprint, which the curated library has for its own",
    "D112": "the title is that of the proceedings",
    "D116": "the same papers in several files; each of them is right",
}


def noted() -> list[dict[str, Any]]:
    path = SHARED / "dataset" / "defects.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def file_of(note: dict[str, Any]) -> Path | None:
    """Return the list that a note speaks of: the README, or one of the texts that were taken down."""
    if note["where"].startswith("Awesome-MLLM-Tuning README"):
        return README
    texts = sorted((SHARED / "seeds").iterdir())
    return next((text for text in texts if f"seed {text.name[:3]}" in note["where"]), None)


@cache
def found_in(path: Path) -> list[Finding]:
    return findings(text_view(path.read_text(encoding="utf-8"), Format.AWESOME, SETTING), RULES)


FILED = [note for note in noted() if note["id"] in DEFECTS and note["id"] not in NOT_THERE and file_of(note)]


@pytest.mark.skipif(not FILED, reason="the notes and the lists are not on this machine")
@pytest.mark.parametrize("note", FILED, ids=lambda note: note["id"])
def test_a_known_defect_is_found_where_it_was_noted(note: dict[str, Any]) -> None:
    path = file_of(note)
    assert path
    text = path.read_text(encoding="utf-8")
    known = CURATED.get(note["key"])
    needle = PLACES.get(note["id"], known.facts.get("arxiv", "") if known else "")
    places = [number for number, line in enumerate(text.splitlines(), start=1) if needle in line]
    code, _ = DEFECTS[note["id"]]

    found = [one.line for one in found_in(path) if one.code == code]

    reach = NEAR if path.suffix == ".txt" or "citation" in note["where"] else 0
    assert needle
    assert [line for line in found if any(abs(line - place) <= reach for place in places)]
