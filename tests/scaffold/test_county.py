"""What a new county may be called, and what is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regrules.errors import QuestionError
from regrules.model import Text
from regrules.scaffold import new_county
from regrules.scaffold.county import INVENTED, PROVINCES

GOOD = {"name": "yunshan", "code": "500240", "plan": "2025"}
ACCEPTED = (
    {},
    {"name": "a"},
    {"name": "shi_zhu2"},
    {"name": "import"},
    {"code": "110000"},
    {"code": "990101"},
    {"plan": "2000"},
    {"plan": "2099"},
    {"zh": "石柱县"},
    {"zh": '“石柱”\\县"', "en": 'Shizhu\'s "County"'},
)
REFUSED = (
    ({"name": "Yunshan"}, "name `Yunshan` cannot be part of a Python module's name", "did you mean `yunshan`?"),
    ({"name": "shi-zhu"}, "name `shi-zhu`", "did you mean `shi_zhu`?"),
    ({"name": "石柱"}, "name `石柱`", "write it in Pinyin"),
    ({"name": ""}, "name ``", "such as shizhu"),
    ({"name": "2shizhu"}, "name `2shizhu`", "did you mean `shizhu`?"),
    ({"name": "../out"}, "name `../out`", "did you mean `out`?"),
    ({"name": "a" * 41}, "name `aaaa", "40 signs at most"),
    ({"name": "shizhu\n"}, "name `shizhu", "did you mean `shizhu`?"),
    ({"code": "50024"}, "division code `50024` is not six digits", "500240"),
    ({"code": "50024O"}, "division code `50024O` is not six digits", "500240"),
    ({"code": "５００２４０"}, "is not six digits", "500240"),
    ({"code": "160101"}, "division code `160101` lies in no province: none begins with 16", "11 to 82"),
    ({"plan": "25"}, "plan `25` is not a year", "such as 2025"),
    ({"plan": "2025年"}, "plan `2025年` is not a year", "such as 2025"),
    ({"zh": "Shizhu"}, "Chinese name `Shizhu` (--name-zh) has no Chinese character", "--name-zh"),
    ({"zh": "石柱\n县"}, "Chinese name", "is not one line"),
    ({"en": "石柱"}, "English name `石柱` (--name-en) has a Chinese character", "--name-en"),
    ({"en": " "}, "English name ` ` (--name-en) is not one line", "1 to 40"),
)


@pytest.mark.parametrize("change", ACCEPTED, ids=str)
def test_accepted(change: dict[str, str]) -> None:
    """A county with this name, code and year of plan can be begun."""
    wanted = {**GOOD, **change}
    county = new_county(**wanted)
    assert (county.id, county.code, county.year) == (wanted["name"], wanted["code"], int(wanted["plan"]))
    assert county.package.isidentifier()


@pytest.mark.parametrize(("change", *"ab"), REFUSED, ids=lambda value: str(value)[:40])
def test_refused(change: dict[str, str], a: str, b: str) -> None:
    """The refusal says what is wrong, shows the value, and says what is accepted."""
    with pytest.raises(QuestionError, match=re.escape(a)) as refused:
        new_county(**{**GOOD, **change})
    assert b in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_everything_is_refused_at_once() -> None:
    """Four mistakes are four lines."""
    with pytest.raises(QuestionError) as refused:
        new_county("Shi Zhu", code="1", plan="x", zh="a", en="石")
    assert [line.split(" `")[0] for line in str(refused.value).splitlines()] == [
        "name", "division code", "plan", "Chinese name", "English name",
    ]  # fmt: skip


def test_names_that_are_not_given_are_made_up() -> None:
    """The Chinese name says that it is to be filled in, the English one is the name itself."""
    assert new_county("shi_zhu", code="500240", plan="2025").name == Text(zh="（500240，名称待填）", en="Shi Zhu")


@given(st.integers(0, 99))
def test_provinces(prefix: int) -> None:
    """A code is accepted if it lies in a province, or in none at all, as invented counties do."""
    known = prefix in PROVINCES or prefix == INVENTED
    try:
        new_county("yunshan", code=f"{prefix:02}0101", plan="2025")
    except QuestionError:
        assert not known
    else:
        assert known
