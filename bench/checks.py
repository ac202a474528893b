"""Run every rule of `check` over a folder of lists and bibliographies, and over libraries of 10,000 papers.

    python bench/checks.py FOLDER [--sample 20] [--seed 4] [--rules MT1,MT311]
    python bench/checks.py --speed 10000

For a folder: how often each rule finds something, how long it takes, and a sample of what it found, to be judged by
eye.
For the speed: processor's time of whole processes, `check` over a library of that many papers and over one in which
every tenth paper is there twice; the second size is a tenth, so that the ratio tells whether the time grows with the
number.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

from libraries import papers
from mllmtune.checks.all_rules import chosen
from mllmtune.checks.checking import findings
from mllmtune.checks.rule import Finding, Rule, Setting
from mllmtune.cli.checking import curated_subjects, file_view
from mllmtune.formats import format_of
from mllmtune.store.toml import write_paper, write_settings

SETTING = Setting(date(2026, 11, 21), curated_subjects())  # a day that stays, so that figures can be compared
SUFFIXES = {".md", ".bib"}
TWICE = 10


def main() -> None:
    """Judge a folder, or measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--sample", type=int, default=20)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--rules", default="")
    parser.add_argument("--speed", type=int)
    options = parser.parse_args()
    if options.folder:
        judge(options.folder, chosen([word for word in options.rules.split(",") if word], []), options)
    if options.speed:
        measure(options.speed)


def judge(folder: Path, rules: tuple[Rule, ...], options: argparse.Namespace) -> None:
    """Print counts and times of the rules, then a sample of what each found."""
    found: defaultdict[str, list[tuple[str, Finding]]] = defaultdict(list)
    spent: defaultdict[str, float] = defaultdict(float)
    number = 0
    for path in sorted(each for each in folder.rglob("*") if each.suffix in SUFFIXES):
        form = format_of(path.name)
        assert form
        view = file_view(path, form, SETTING)
        number += len(view.subjects)
        for rule in rules:
            start = time.process_time()
            found[rule.code] += [(str(path.relative_to(folder)), one) for one in findings(view, [rule])]
            spent[rule.code] += time.process_time() - start
    print(f"{number:,} papers; {sum(map(len, found.values())):,} findings in {sum(spent.values()):.1f} s\n")
    print("| rule | findings | ms per 1,000 papers |\n| --- | ---: | ---: |")
    for rule in rules:
        print(f"| {rule.code} {rule.fault} | {len(found[rule.code])} | {1e6 * spent[rule.code] / number:.0f} |")
    chance = random.Random(options.seed)  # noqa: S311 - the same sample every time, no secret
    for rule in rules:
        print(f"\n== {rule.code} {rule.fault}")
        places = found[rule.code]
        for name, one in chance.sample(places, min(options.sample, len(places))):
            print(f"{name}:{one.line}: {one.key}: {one.text}")


def measure(size: int) -> None:
    """Print how long whole processes take over libraries of a tenth and of the whole size."""
    print(f"\n| library | {size // 10:,} papers | {size:,} papers | ratio |\n| --- | ---: | ---: | ---: |")
    for name, every in (("all differ", 0), ("every tenth stands twice", TWICE)):
        with tempfile.TemporaryDirectory() as folder:
            took = [seconds(Path(folder), count, every) for count in (size // 10, size)]
        print(f"| {name} | {took[0]:.2f} s | {took[1]:.2f} s | {took[1] / took[0]:.1f} |")


def seconds(folder: Path, size: int, every: int) -> float:
    """Return the best of three runs over a library of `size` papers of which one in `every` is there twice."""
    library = folder / "papers.toml"
    made = list(papers(size))
    if every:
        for place in range(every, size, every):
            made[place] = {**made[place - 1], "key": made[place]["key"]}
    text = "".join(f"\n{write_paper({**facts, 'arxiv': arxiv(number)})}" for number, facts in enumerate(made))
    library.write_text(write_settings(f"{size} papers") + text, encoding="utf-8")
    command = [sys.executable, "-m", "mllmtune", "--library", str(library), "check"]
    return min(run(command) for _ in range(3))


def arxiv(number: int) -> str:
    """Return an arXiv id that can be one."""
    return f"{20 + number // 100_000 % 5:02}{number // 10_000 % 10 % 12 + 1:02}.{number % 10_000:05}"


def run(command: list[str]) -> float:
    """Return the processor's time that a process takes: what it lasts where nothing else runs."""
    start = os.times()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ, check=False)
    end = os.times()
    return end.children_user + end.children_system - start.children_user - start.children_system


if __name__ == "__main__":
    main()
