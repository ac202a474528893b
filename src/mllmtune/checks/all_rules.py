"""Which rules are there, and which of them are meant?"""

import pkgutil
from collections.abc import Sequence
from importlib import import_module

from mllmtune.checks import rules
from mllmtune.checks.rule import Rule
from mllmtune.errors import UnknownRuleError
from mllmtune.select.near import near


def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by its code: whatever stands in the folder of rules."""
    names = [module.name for module in pkgutil.iter_modules(rules.__path__)]
    found = (import_module(f"{rules.__name__}.{name}").check for name in names)
    return tuple(sorted(found, key=lambda rule: rule.code))


def chosen(select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules that are selected (none said: all) and not ignored, each by code, its beginning, or fault.

    Raises:
        UnknownRuleError: a word names none.

    """
    everything = all_rules()
    wanted = [rule for word in select for rule in named(word, everything)] if select else list(everything)
    unwanted = [rule for word in ignore for rule in named(word, everything)]
    return tuple(rule for rule in everything if rule in wanted and rule not in unwanted)


def named(word: str, among: Sequence[Rule]) -> list[Rule]:
    """Return the rules that a word names: ``MT101``, ``MT1`` or ``missing-year``.

    Raises:
        UnknownRuleError: there is none.

    """
    code = word.upper()
    found = [rule for rule in among if word == rule.fault or (code.startswith("MT") and rule.code.startswith(code))]
    if not found:
        names = [rule.code.lower() if code.startswith("MT") else rule.fault for rule in among]
        alike = near([word], names)
        raise UnknownRuleError(word, [name.upper() for name in alike] if code.startswith("MT") else alike)
    return found
