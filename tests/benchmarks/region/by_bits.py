"""
The 24 obligations in Polars with the bit trick: obligations are bits of a number, and each table is passed once.

What an obligation asks of one column is a bit in a table looked up by the column's value; AND joins the columns, OR the
records of a subject. What is asked twice a year is counted, and subjects with equal words count together.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
from region import by_polars
from region.answers import Answers
from region.by_polars import Tables, has, pairs, valid_on
from region.days import AS_OF, FIRST, LAST_YEAR, SELF_INSPECTION_DUE, TWO_YEARS, YEAR, days_of
from region.words import bit, number

read = by_polars.read
Asked = dict[str, dict[str, int | date]]

DEVICE, DRUG, VACCINE = (bit("inspections", "domains", name) for name in ("device", "drug", "vaccine"))
UNANNOUNCED, FULL = (bit("inspections", "kinds", *names) for names in (("unannounced",), ("routine", "full")))
DISTRIBUTOR, RETAILER, INSTITUTION, SITE = (
    bit("subjects", "kinds", name)
    for name in ("device_distributor", "drug_retailer", "medical_institution", "vaccination_site")
)
MEMBERS: Asked = {
    "unannounced/class-3": {"kinds": DISTRIBUTOR, "device_classes": bit("subjects", "device_classes", "III")},
    "unannounced/class-2": {"kinds": DISTRIBUTOR, "device_classes": bit("subjects", "device_classes", "II")},
    "grade-3/yearly": {"kinds": DISTRIBUTOR, "grade": 1 << 3},
    "grade-2/two-years": {"kinds": DISTRIBUTOR, "grade": 1 << 2},
    "grade-1/random": {"kinds": DISTRIBUTOR, "grade": 1 << 1},
    "grade-1/four-years": {"kinds": DISTRIBUTOR, "grade": 1 << 1},
    "hospitals/devices": {"kinds": INSTITUTION, "hospital_level": 0b1100},
    "retailers/special-drugs": {
        "kinds": RETAILER, "scopes": bit("subjects", "scopes", "narcotic", "psychotropic_2", "precursor")
    },
    "cold-chain": {
        "kinds": DISTRIBUTOR | RETAILER | bit("subjects", "kinds", "drug_wholesaler"),
        "scopes": bit("subjects", "scopes", "cold_chain"),
    },
    "institutions/third": {"kinds": INSTITUTION, "hospital_level": 0b0011},
    "retailers/twice": {"kinds": RETAILER},
    "vaccination/twice": {"kinds": SITE},
    "reports/hospitals": {"kinds": INSTITUTION, "hospital_level": 0b1100},
    "self-inspection": {"kinds": DISTRIBUTOR},
    "unannounced/subjects": {},
}  # fmt: skip
VISITS: Asked = {
    "unannounced/class-3": {"date": YEAR, "domains": DEVICE, "kinds": UNANNOUNCED},
    "unannounced/class-2": {"date": YEAR, "domains": DEVICE, "kinds": UNANNOUNCED},
    "grade-3/yearly": {"date": YEAR, "domains": DEVICE},
    "grade-2/two-years": {"date": TWO_YEARS, "domains": DEVICE},
    "grade-1/random": {"date": YEAR, "domains": DEVICE, "selection": 1 << number("inspections", "selection", "random")},
    "grade-1/four-years": {"date": FIRST, "domains": DEVICE},
    "hospitals/devices": {"date": YEAR, "domains": DEVICE},
    "retailers/special-drugs": {"date": YEAR, "domains": DRUG, "kinds": bit("inspections", "kinds", "gsp", "special")},
    "cold-chain": {"date": YEAR, "mode": 1 << number("inspections", "mode", "on_site")},
    "institutions/third": {"date": YEAR, "domains": DRUG},
    "retailers/twice": {"date": YEAR, "domains": DRUG, "kinds": FULL},
    "vaccination/twice": {"date": YEAR, "domains": VACCINE},
    "unannounced/subjects": {"date": YEAR, "kinds": UNANNOUNCED},
}
BITS = {name: 1 << place for place, name in enumerate(MEMBERS)}
TWICE = BITS["retailers/twice"], BITS["vaccination/twice"]


def looked_up(asked: Asked, column: str, size: int, *, one: bool = False) -> pl.Expr:
    """
    The obligations that a column's value does not rule out, as bits.

    Args:
        asked: The masks of values that each obligation accepts in some columns; a date is the first day.
        column: The column.
        size: How many values there are.
        one: The column holds one word and not a set: its number is a place in the mask.
    """
    values = np.arange(size)
    found = np.zeros(size + 1, np.int32)  # the last one is for a missing value
    for name, masks in asked.items():
        mask = masks.get(column)
        if mask is None:
            found |= BITS[name]
        elif isinstance(mask, date):
            found[:-1] |= np.where(values >= (mask - FIRST).days, BITS[name], 0).astype(np.int32)
        else:
            found[:-1] |= np.where((1 << values if one else values) & mask, BITS[name], 0).astype(np.int32)
    places = pl.col(column).to_physical() - days_of(FIRST) if column == "date" else pl.col(column)
    full = column in ("date", "domains", "kinds", "selection", "mode")
    return pl.lit(pl.Series(found)).gather(places if full else places.cast(pl.Int32).fill_null(size))


def ask(tables: Tables) -> Answers:
    """The numbers of every obligation, a pair for each county."""
    residents = tables["residents"].collect()
    alone = by_polars.papers(tables) | by_polars.linked(tables | by_polars.this_year(tables))
    queries = {"subjects": _covered(tables), "reports": _reports(tables["reports"]), **alone}
    frames = dict(zip(queries, pl.collect_all(list(queries.values()), engine="streaming"), strict=True))
    counts = residents.join(frames["reports"], on="county", how="left", maintain_order="left").fill_null(0)
    numbers = {
        "reports/serious-or-new": (pl.col("notable"), pl.col("drugs")),
        "reports/per-million": (pl.col("drugs") * 1_000_000, pl.col("value")),
        "reports/devices-per-million": (pl.col("devices") * 1_000_000, pl.col("value")),
        "reports/growth": (pl.col("drugs") - pl.col("before"), pl.col("before")),
    }
    found = {name: counts.select("county", n=n, m=m) for name, (n, m) in numbers.items()}
    found |= {name: _bit(frames["subjects"], mask) for name, mask in BITS.items()}
    found["unannounced/subjects"] = found["unannounced/subjects"].with_columns(m=pl.lit(1))
    found |= {name: frames[name] for name in alone}
    return {name: pairs(frame, residents["county"]) for name, frame in found.items()}


def _bit(words: pl.DataFrame, mask: int) -> pl.DataFrame:
    """Hits and members of one obligation, by county."""
    count = pl.col("len").cast(pl.Int64)
    return words.group_by("county").agg(
        n=count.filter(has("hits", mask)).sum(), m=count.filter(has("members", mask)).sum()
    )


def _covered(tables: Tables) -> pl.LazyFrame:
    """How many subjects of each county have the same words: of what they are members, and what they reached."""
    people = tables["subjects"].join(by_polars.grades(tables), on="pos", how="left", maintain_order="left")
    joined = people.select("pos", "county", "opened_on", members=_members()).filter(pl.col("members") != 0)
    done = (_inspected(tables["inspections"]), _reported(tables["reports"]), _handed_in(tables["filings"]))
    for place, events in enumerate(done):
        joined = joined.join(events.rename({"word": f"word{place}"}), on="pos", how="left", maintain_order="left")
    reached = pl.col("word0").fill_null(0) | pl.col("word1").fill_null(0) | pl.col("word2").fill_null(0)
    newcomer = (pl.col("opened_on") >= TWO_YEARS).fill_null(False)
    rolling = pl.when(newcomer).then(pl.lit(~BITS["grade-2/two-years"], pl.Int32)).otherwise(pl.lit(-1, pl.Int32))
    hits = pl.col("members") & reached
    counted = joined.select("county", hits=hits, members=(pl.col("members") & rolling) | hits)
    return counted.group_by("county", "members", "hits").len()


def _members() -> pl.Expr:
    """Of what a subject, in one of its versions, is a member."""
    paper, anybody = BITS["self-inspection"], BITS["unannounced/subjects"]
    asked = (
        looked_up(MEMBERS, "kinds", 1 << 10) & looked_up(MEMBERS, "device_classes", 1 << 3)
        & looked_up(MEMBERS, "scopes", 1 << 9) & looked_up(MEMBERS, "hospital_level", 4, one=True)
        & looked_up(MEMBERS, "grade", 8, one=True)
    )  # fmt: skip
    early = pl.col("opened_on").is_null() | (pl.col("opened_on") <= date(2024, 12, 31))
    now = pl.when(_open_on(AS_OF)).then(pl.lit(~(paper | anybody), pl.Int32)).otherwise(0)
    then = pl.when(_open_on(SELF_INSPECTION_DUE) & early).then(pl.lit(paper, pl.Int32)).otherwise(0)
    known = pl.when(valid_on(pl.lit(AS_OF))).then(pl.lit(anybody, pl.Int32)).otherwise(0)
    return asked & (now | then | known)


def _open_on(day: date) -> pl.Expr:
    """Whether a version is that of a day, and its subject open."""
    opened = pl.col("opened_on").is_null() | (pl.col("opened_on") <= day)
    return valid_on(pl.lit(day)) & opened & (pl.col("closed_on").is_null() | (pl.col("closed_on") > day))


def _inspected(inspections: pl.LazyFrame) -> pl.LazyFrame:
    """For each subject the word of its inspections."""
    word = (
        looked_up(VISITS, "date", (AS_OF - FIRST).days + 1) & looked_up(VISITS, "domains", 1 << 4)
        & looked_up(VISITS, "kinds", 1 << 10) & looked_up(VISITS, "selection", 2, one=True)
        & looked_up(VISITS, "mode", 3, one=True)
    )  # fmt: skip
    words = inspections.filter(pl.col("date").is_between(FIRST, AS_OF)).select("pos", word=word)
    twice = has("word", TWICE[0]).cast(pl.Int32) + has("word", TWICE[1]).cast(pl.Int32) * 65_536
    joined = (
        words.filter(pl.col("word") != 0)
        .with_columns(twice=twice)
        .group_by("pos")
        .agg(pl.col("word").bitwise_or(), pl.col("twice").sum())
    )
    enough = (
        pl.when((pl.col("twice") & 65_535) < 2).then(pl.lit(~TWICE[0], pl.Int32)).otherwise(pl.lit(-1, pl.Int32))
        & pl.when(pl.col("twice") < 131_072).then(pl.lit(~TWICE[1], pl.Int32)).otherwise(pl.lit(-1, pl.Int32))
    )  # fmt: skip
    return joined.select("pos", word=pl.col("word") & enough)


def _reported(reports: pl.LazyFrame) -> pl.LazyFrame:
    found = by_polars.drug_reports(reports).select("pos").unique()
    return found.with_columns(word=pl.lit(BITS["reports/hospitals"], pl.Int32))


def _handed_in(filings: pl.LazyFrame) -> pl.LazyFrame:
    found = by_polars.self_inspections(filings).select("pos").unique()
    return found.with_columns(word=pl.lit(BITS["self-inspection"], pl.Int32))


def _reports(reports: pl.LazyFrame) -> pl.LazyFrame:
    """What is counted of the reports, in one pass."""
    this_year, last_year = pl.col("received_on").is_between(YEAR, AS_OF), pl.col("received_on").is_between(*LAST_YEAR)
    drug = pl.col("product") == number("reports", "product", "drug")
    device = pl.col("product") == number("reports", "product", "device")
    return reports.group_by("county").agg(
        drugs=(this_year & drug).sum().cast(pl.Int64),
        devices=(this_year & device).sum().cast(pl.Int64),
        notable=(this_year & drug & (pl.col("serious") | pl.col("new"))).sum().cast(pl.Int64),
        before=(last_year & drug).sum().cast(pl.Int64),
    )
