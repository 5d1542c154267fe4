"""Kazuo as a plugin: what the hook returns, its offices, its open words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from regrules.model import Plan
from regrules.model.plans import AgencyRule
from regrules.model.tables import CORE
from regrules.plugins import find
from regrules_kazuo import KAZUO

README = Path(__file__).parents[1] / "README.md"
OPEN_WORDS = (
    "online", "qingyuan", "medical_insurance", "health", "drug_sampling", "device_sampling", "gsp_conformity",
    "cross_inspection", "device_site_survey", "designated_clinic",
)  # fmt: skip


def test_the_county_is_found_by_id_and_by_code() -> None:
    """The installed plugin answers to its name and to its division code."""
    assert find("kazuo").jurisdiction == find("211324").jurisdiction == KAZUO
    assert find("kazuo").distribution == "regrules-kazuo"


def test_the_two_plans_are_one_notice_of_one_day() -> None:
    """Both plans are for 2025 and stand in the notice of 16 May."""
    assert [plan.id for plan in KAZUO.plans] == ["kazuo-2025-drugs", "kazuo-2025-devices"]
    assert {plan.issued_on for plan in KAZUO.plans} == {date(2025, 5, 16)}
    assert {plan.document for plan in KAZUO.plans} == {"喀市监发〔2025〕12号"}
    assert {(plan.period.start, plan.period.end) for plan in KAZUO.plans} == {(date(2025, 1, 1), date(2025, 12, 31))}


def test_ids_and_kinds_of_offices_are_never_the_same_word() -> None:
    """An obligation that names an office can't be read as naming a kind of office."""
    kinds = set(CORE.table("agencies").column("kind").words)
    ids = {each.id for each in KAZUO.agencies}
    assert len(ids) == len(KAZUO.agencies)
    assert kinds.isdisjoint(ids)
    assert {each.kind for each in KAZUO.agencies} <= kinds


@pytest.mark.parametrize("plan", KAZUO.plans, ids=lambda plan: plan.id)
def test_every_obligation_names_offices_that_exist(plan: Plan) -> None:
    """Who must act is an office of the notice, or the stations."""
    known = {each.id for each in KAZUO.agencies} | {"station"}
    for each in plan.obligations:
        named = {agency.agency if isinstance(agency, AgencyRule) else agency for agency in each.agencies}
        assert named and named <= known, each.id


@pytest.mark.parametrize("word", OPEN_WORDS)
def test_open_words_are_used_and_explained(word: str) -> None:
    """A word that the register must use is asked by some obligation, and stands in the readme."""
    assert f"'{word}'" in repr(KAZUO.plans)
    assert f"`{word}`" in README.read_text(encoding="utf-8")
