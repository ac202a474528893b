"""How is YAML written that every parser reads as it was meant? The only module that knows PyYAML.

PyYAML writes YAML 1.1, Typst reads YAML 1.2, and they do not agree on which words are numbers (``1e5``, ``0o7``). So a
text stands without quotes only where it begins with a letter and holds nothing but words (YAML 1.2.2, section 10.3.2).
"""

import re
from collections.abc import Iterable

import yaml

_WORDS = re.compile(r"[^\W\d_][\w.,/()'’-]*(?: [\w(][\w.,/()'’-]*)*")  # noqa: RUF001 - the apostrophe of typesetters
_NO_TEXT = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"])
_NO_FOLDING = 1 << 30


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc] # the fast one is there or it is not
    """Writes texts as the docstring of this module says."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    bare = _WORDS.fullmatch(text) and text.lower() not in _NO_TEXT
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if bare else '"')


_Dumper.add_representer(str, _text)


def entries(named: Iterable[tuple[str, object]]) -> str:
    """Return one mapping of names to values, in their order; a name that comes again gets a number."""
    parts = [_dumped({name: value}) for name, value in _each_once(named)]
    return "\n".join(parts) or "{}\n"


def _dumped(value: object) -> str:
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_NO_FOLDING, default_flow_style=False
    )
    return text


def _each_once(named: Iterable[tuple[str, object]]) -> Iterable[tuple[str, object]]:
    seen: dict[str, int] = {}
    for name, value in named:
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}-{seen[name]}"), value
