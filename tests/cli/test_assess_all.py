"""``regrules assess --all``: every county in a register on one screen."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from attrs import evolve
from rich.cells import cell_len

import regrules.plugins
from regrules.model import Text
from regrules.plugins import Installed

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/overview.schema.json").read_text(encoding="utf-8"))
ASKED = ("--as-of", "2025-06-30")


@pytest.fixture
def region(run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The register of the made-up county and of three others, two of which have its plan; one has no subjects."""
    (example,) = regrules.plugins.installed()
    more = [
        evolve(example.jurisdiction, id=name, code=code, name=Text(zh=zh, en=en))
        for name, code, zh, en in (
            ("second", "990102", "示例第二县", "Second County"),
            ("third", "990201", "示例第三自治县", "Third Autonomous County"),
            ("empty", "990301", "空县", "Empty County"),
        )
    ]
    counties = (example, *(Installed(jurisdiction=each, distribution="", version="") for each in more))
    monkeypatch.setattr(regrules.plugins, "installed", lambda: counties)
    with (folder / "subjects.csv").open("a", encoding="utf-8") as subjects:
        subjects.write("t1,990102,一号药房,drug_retailer,,\nt2,990201,二号药房,drug_retailer,,\n")
        subjects.write("u1,990401,三号药房,drug_retailer,,\nu2,990401,四号药房,drug_retailer,,\n")
    with (folder / "inspections.csv").open("a", encoding="utf-8") as inspections:
        inspections.write("i3,t1,2025-05-01,drug,routine,\n")
    return folder


def test_the_screen_in_both_languages(run, region: Path) -> None:
    """A row for each county, what a city and a province add up to, and who was not asked."""
    for lang in ("zh", "en"):
        found = run("assess", "--all", "--register", region, *ASKED, "--lang", lang)
        assert (found.exit_code, found.stderr) == (0, "")
        assert SCREENS[lang] == "\n".join(line.rstrip() for line in found.stdout.splitlines())


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_wider_than_the_screen(run, region: Path, lang: str, width: int) -> None:
    """Chinese and English keep to the width of the terminal."""
    found = run("assess", "--all", "--register", region, *ASKED, "--lang", lang, COLUMNS=str(width))
    assert max(map(cell_len, found.stdout.splitlines())) <= width


def test_the_json_keeps_to_its_schema(run, region: Path) -> None:
    """What is written is valid, and names everybody."""
    found = run("assess", "--all", "--register", region, *ASKED, "--format", "json", "--known-at", "2025-07-01")
    data = json.loads(found.stdout)
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(data)
    assert (data["as_of"], data["known_at"]) == ("2025-06-30", "2025-07-01")
    assert list(data["totals"]) == ["990101", "990102", "990201"]
    assert data["without_plugin"] == {"990401": 2}
    assert [(each["code"], each["plan"]) for each in data["skipped"]] == [
        ("990101", "example-2027"), ("990102", "example-2027"), ("990201", "example-2027"), ("990301", None),
    ]  # fmt: skip
    first = data["plans"][0]
    assert (first["distribution"], first["plugin_version"]) == ("regrules-example", "1.2.3")
    assert first["obligations"][0]["interpretation"]["zh"] == "未定期限，按年底计。"
    half = [each for each in data["rolled_up"] if each["obligation"] == "visits/half"]
    assert [(each["code"], each["number"]["least"], len(each["codes"])) for each in half] == [
        ("990000", [3, 5], 3), ("990100", [3, 4], 2), ("990200", [0, 1], 1),
    ]  # fmt: skip


def test_each_row_says_what_the_county_asked_alone_says(run, region: Path) -> None:
    """Status, number and shortfall of a row are those of the county's own verdict."""
    many = json.loads(run("assess", "--all", "--register", region, *ASKED, "--format", "json").stdout)
    import regrules

    alone = regrules.assess(regrules.plugins.installed()[0], register=region, as_of="2025-06-30").to_data()
    rows = [each for each in many["rows"] if each["code"] == "990101"]
    for row, verdict in zip(rows, alone["plans"][0]["verdicts"], strict=True):
        for name in ("obligation", "status", "could_be", "number", "required", "shortfall", "excess", "due", "settled"):
            assert verdict[name] == row[name]
        assert len(verdict["outstanding"]) == row["outstanding"]


CODES = [((), 0), (("--fail-on", "late"), 0), (("--fail-on", "none"), 0)]


@pytest.mark.parametrize(("options", "code"), CODES)
def test_the_exit_code_says_how_all_stand(run, region: Path, options: tuple[str, ...], code: int) -> None:
    """With nothing breached and nothing undecided it is 0, whatever the reasons to fail."""
    assert run("assess", "--all", "--register", region, *ASKED, *options).exit_code == code


def test_one_breach_anywhere_fails(run, region: Path) -> None:
    """After the year's end the counties whose shops were not seen have breached their duty; a softer reason does not count."""
    asked = ("assess", "--all", "--register", region, "--as-of", "2026-01-31")
    assert run(*asked).exit_code == 2
    assert run(*asked, "--fail-on", "undecided").exit_code == 0
    assert run(*asked, "--fail-on", "soft_breach").exit_code == 0


REFUSED = {
    "neither": ((), 3, "name a county, or ask for every one of them with --all"),
    "both": (("example", "--all"), 3, "`example` and --all contradict each other"),
    "a plan": (("--all", "--plan", "example-2025"), 3, "--plan example-2025 is a matter of one county"),
    "agencies": (("--all", "--by", "agency"), 3, "--by agency is a matter of one county"),
    "an unknown reason": (("--all", "--fail-on", "breach"), 3, "did you mean `breached`"),
    "a day before all plans": (
        ("--all", "--as-of", "2020-01-01"),
        5,
        "no plan can be assessed on 2020-01-01: example-2025 from",
    ),
}


@pytest.mark.parametrize(("given", "code", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_asked_is_refused(run, region: Path, given: tuple[str, ...], code: int, told: str) -> None:
    """The message says what contradicts what, and nothing is written to standard output."""
    found = run("assess", "--register", region, *(() if "--as-of" in given else ASKED), *given)
    assert (code, "") == (found.exit_code, found.stdout)
    assert told in found.stderr


def test_a_register_of_nobody_we_speak_for(run, region: Path) -> None:
    """Where no installed county has a subject, nothing was evaluated, and those who have none are named."""
    (region / "subjects.csv").write_text(
        "subject_id,jurisdiction,name,kinds\nu1,990401,三号药房,drug_retailer\n", encoding="utf-8"
    )
    (region / "inspections.csv").unlink()
    found = run("assess", "--all", "--register", region, *ASKED)
    assert (found.exit_code, found.stdout) == (5, "")
    assert "the register holds no subject of example, second, third, empty" in found.stderr


ZH = """\
3个辖区 · 截至2025-06-30

代码    辖区        已达标  逾期达标  未达标  进行中  无法判定  不适用  监测指标
────────────────────────────────────────────────────────────────────────────────
990101  示例县           1                         1                           1
990102  示例第二县       2                                                     1
990201  示例第三自                                 2                           1
        治县

        合计             3                         3                           3

990000 · 合计（只列两个以上辖区共有的任务）
监管任务                         期限        完成       辖区数  判定        缺额
────────────────────────────────────────────────────────────────────────────────
药品零售企业检查                 2025-12-31  3/5 60.0%       3  已达标 2       1
                                                                进行中 1
药品零售企业检查                 2025-12-31  3/5 60.0%       3  监测指标 3
药品零售企业检查                 2025-12-31  3/5 60.0%       3  已达标 1       2
                                                                进行中 2

990100 · 合计（只列两个以上辖区共有的任务）
监管任务                         期限        完成       辖区数  判定        缺额
────────────────────────────────────────────────────────────────────────────────
药品零售企业检查                 2025-12-31  3/4 75.0%       2  已达标 2
药品零售企业检查                 2025-12-31  3/4 75.0%       2  监测指标 2
药品零售企业检查                 2025-12-31  3/4 75.0%       2  已达标 1       1
                                                                进行中 1

未评估的辖区和计划
  990101 example-2027 可评估：2027-01-01至2028-12-31
  990102 example-2027 可评估：2027-01-01至2028-12-31
  990201 example-2027 可评估：2027-01-01至2028-12-31
  990301 空县： 台账中没有其监管对象

没有插件的辖区
  990401 2个监管对象"""
EN = """\
3 jurisdictions · as of 2025-06-30

                                                                  not
Code    County       met  late  breached  open  undecided  applicable  indicator
────────────────────────────────────────────────────────────────────────────────
990101  Example        1                     1                                 1
        County
990102  Second         2                                                       1
        County
990201  Third                                2                                 1
        Autonomous
        County

        Together       3                     3                                 3

990000 · Together (what at least two are asked alike)
Obligation                      Due         Number     Asked  Status       Short
────────────────────────────────────────────────────────────────────────────────
Shops inspected                 2025-12-31  3/5 60.0%      3  met 2            1
                                                              open 1
Shops inspected                 2025-12-31  3/5 60.0%      3  indicator 3
Shops inspected                 2025-12-31  3/5 60.0%      3  met 1            2
                                                              open 2

990100 · Together (what at least two are asked alike)
Obligation                      Due         Number     Asked  Status       Short
────────────────────────────────────────────────────────────────────────────────
Shops inspected                 2025-12-31  3/4 75.0%      2  met 2
Shops inspected                 2025-12-31  3/4 75.0%      2  indicator 2
Shops inspected                 2025-12-31  3/4 75.0%      2  met 1            1
                                                              open 1

Left out
  990101 example-2027 can be assessed from 2027-01-01 to 2028-12-31
  990102 example-2027 can be assessed from 2027-01-01 to 2028-12-31
  990201 example-2027 can be assessed from 2027-01-01 to 2028-12-31
  990301 Empty County: the register holds none of its subjects

No plugin speaks for
  990401 2 subjects"""
SCREENS = {"zh": ZH, "en": EN}
