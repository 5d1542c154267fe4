"""The 14 obligations about subjects as OpenFisca formulas, over arrays of all subjects."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from openfisca_core.entities import Entity
from openfisca_core.periods import YEAR
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from region.answers import Answers
from region.of_subjects import RULES, counted_by_county

ESTABLISHMENT = Entity("establishment", "establishments", "An establishment", "")


def read(subjects: pl.DataFrame) -> tuple[pl.DataFrame, TaxBenefitSystem]:
    """The subjects, and the rules with a variable for each column and two for each obligation."""
    system = TaxBenefitSystem([ESTABLISHMENT])
    for name, kind in subjects.schema.items():
        system.add_variable(_variable(name, bool if kind == pl.Boolean else int, None))
    for number, (who, which) in enumerate(RULES.values()):
        system.add_variable(_variable(f"member_{number}", bool, who))
        system.add_variable(_variable(f"hit_{number}", bool, which))
    return subjects, system


def _variable(name: str, kind: type, rule: str | None) -> type[Variable]:
    """A variable that is given, or one that follows from others by *rule*."""
    about: dict[str, Any] = {"value_type": kind, "entity": ESTABLISHMENT, "definition_period": YEAR, "label": name}
    if rule is not None:
        about["formula"] = _formula(rule)
    return type(name, (Variable,), about)


def _formula(rule: str) -> Any:
    """A formula over arrays: the rule's parts joined by AND (and by OR in brackets), each a flag or a comparison."""
    written = compile(_as_arrays(rule), rule, "eval")

    def formula(establishment: Any, period: Any) -> Any:
        return eval(written, {"v": lambda name: establishment(name, period)})

    return formula


def _as_arrays(rule: str) -> str:
    words = rule.replace("(", "( ").replace(")", " )").split()
    joined = {"and": "&", "or": "|", "(": "((", ")": "))", "false": "False"}
    turned = [joined.get(word, word) if word in joined or not word[0].isalpha() else f"v('{word}')" for word in words]
    text = " ".join(turned)
    return "(" + text.replace(" & ", ") & (").replace(" | ", ") | (") + ")"


def ask(asked: tuple[pl.DataFrame, TaxBenefitSystem]) -> Answers:
    """The numbers of 14 obligations, a pair for each county."""
    subjects, system = asked
    simulation = SimulationBuilder().build_default_simulation(system, subjects.height)
    for name in subjects.columns:
        simulation.set_input(name, "2025", subjects[name].to_numpy())

    def hits(name: str) -> Any:
        number = list(RULES).index(name)
        member, hit = (simulation.calculate(f"{what}_{number}", "2025") for what in ("member", "hit"))
        return np.where(member, hit, -1).astype(np.int8)

    return counted_by_county(subjects["county"], hits)
