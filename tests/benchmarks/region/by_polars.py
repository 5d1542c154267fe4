"""The 24 obligations in Polars, written by hand: one lazy query for each, over all counties at once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import polars as pl
from region.answers import Answers, Pairs
from region.days import AS_OF, FIRST, LAST_YEAR, SELF_INSPECTION_DUE, TWO_YEARS, YEAR
from region.words import bit, number

TABLES = ("subjects", "gradings", "residents", "limits", "inspections", "reports", "filings", "leads")
Tables = dict[str, pl.LazyFrame]


def read(folder: Path, *, in_memory: bool, ordered: bool) -> Tables:
    """The tables as lazy frames, over files or over what was read before; facts in order say so."""
    files = {name: folder / f"{name}.parquet" for name in TABLES}
    found = {name: pl.read_parquet(file).lazy() if in_memory else pl.scan_parquet(file) for name, file in files.items()}
    facts = ("subjects", "inspections", "reports", "filings") if ordered else ()
    return found | {name: found[name].set_sorted("pos") for name in facts}


def ask(tables: Tables) -> Answers:
    """The numbers of every obligation, a pair for each county."""
    counties = tables["residents"].select("county").collect()["county"]
    tables = tables | prepared(tables)
    queries = {**coverages(tables), **papers(tables), **counts(tables), **linked(tables)}
    # together, so that what two of them read is read once; this engine took half the time of the other one
    frames = pl.collect_all(list(queries.values()), engine="streaming")
    return {name: pairs(frame, counties) for name, frame in zip(queries, frames, strict=True)}


def prepared(tables: Tables) -> Tables:
    """What several queries start from, worked out once: the subjects of today with their grades, this year's inspections."""
    people = members(tables["subjects"], AS_OF).join(grades(tables), on="pos", how="left", maintain_order="left")
    return {"people": people.collect().lazy()} | this_year(tables)


def grades(tables: Tables) -> pl.LazyFrame:
    """The latest grade of every distributor."""
    found = tables["gradings"].filter(
        pl.col("scheme") == number("gradings", "scheme", "device_distributor"), pl.col("valid_from") <= AS_OF
    )
    return found.filter(pl.col("pos").ne_missing(pl.col("pos").shift(-1))).select("pos", "grade").set_sorted("pos")


def this_year(tables: Tables) -> Tables:
    """This year's inspections, which many queries read."""
    found = tables["inspections"].filter(pl.col("date").is_between(YEAR, AS_OF))
    return {"this_year": found.collect().lazy()}


def pairs(frame: pl.DataFrame, counties: pl.Series) -> Pairs:
    """The columns n and m as pairs, for each county in order."""
    full = counties.to_frame().join(frame, on="county", how="left", maintain_order="left").fill_null(0)
    return list(zip(full["n"].to_list(), full["m"].to_list(), strict=True))


def has(column: str, mask: int) -> pl.Expr:
    """Whether a set holds one of the words of *mask*."""
    return (pl.col(column) & mask) != 0


def valid_on(day: pl.Expr) -> pl.Expr:
    """Whether a version is that of a day."""
    begun = pl.col("valid_from").is_null() | (pl.col("valid_from") <= day)
    return begun & (pl.col("valid_to").is_null() | (pl.col("valid_to") >= day))


def members(subjects: pl.LazyFrame, on: date) -> pl.LazyFrame:
    """The subjects that count on a day, in the version of that day."""
    return subjects.filter(
        valid_on(pl.lit(on)),
        pl.col("opened_on").is_null() | (pl.col("opened_on") <= on),
        pl.col("closed_on").is_null() | (pl.col("closed_on") > on),
    )


def coverages(tables: Tables) -> dict[str, pl.LazyFrame]:
    """The queries about subjects that are to be visited, or to hand something in."""
    inspections, filings, reports = tables["inspections"], tables["filings"], tables["reports"]
    open_now, this_year = tables["people"], tables["this_year"]
    distributors = open_now.filter(has("kinds", bit("subjects", "kinds", "device_distributor")))
    retailers = open_now.filter(has("kinds", bit("subjects", "kinds", "drug_retailer")))
    institutions = open_now.filter(has("kinds", bit("subjects", "kinds", "medical_institution")))
    hospitals = institutions.filter(pl.col("hospital_level") >= 2)
    traders = bit("subjects", "kinds", "drug_wholesaler", "drug_retailer", "device_distributor")
    device = has("domains", bit("inspections", "domains", "device"))
    drug = has("domains", bit("inspections", "domains", "drug"))
    unannounced = this_year.filter(device, has("kinds", bit("inspections", "kinds", "unannounced")))
    device_visits, drug_visits = this_year.filter(device), this_year.filter(drug)
    two_years = inspections.filter(pl.col("date").is_between(TWO_YEARS, AS_OF), device)
    return {
        "unannounced/class-3": covered(
            distributors.filter(has("device_classes", bit("subjects", "device_classes", "III"))), unannounced
        ),
        "unannounced/class-2": covered(
            distributors.filter(has("device_classes", bit("subjects", "device_classes", "II"))), unannounced
        ),
        "grade-3/yearly": covered(distributors.filter(pl.col("grade") == 3), device_visits),
        "grade-2/two-years": covered(distributors.filter(pl.col("grade") == 2), two_years, since=TWO_YEARS),
        "grade-1/random": covered(
            distributors.filter(pl.col("grade") == 1),
            device_visits.filter(pl.col("selection") == number("inspections", "selection", "random")),
        ),
        "grade-1/four-years": covered(
            distributors.filter(pl.col("grade") == 1),
            inspections.filter(pl.col("date").is_between(FIRST, AS_OF), device),
        ),
        "hospitals/devices": covered(hospitals, device_visits),
        "retailers/twice": covered(
            retailers, drug_visits.filter(has("kinds", bit("inspections", "kinds", "routine", "full"))), times=2
        ),
        "retailers/special-drugs": covered(
            retailers.filter(has("scopes", bit("subjects", "scopes", "narcotic", "psychotropic_2", "precursor"))),
            drug_visits.filter(has("kinds", bit("inspections", "kinds", "gsp", "special"))),
        ),
        "cold-chain": covered(
            open_now.filter(has("kinds", traders), has("scopes", bit("subjects", "scopes", "cold_chain"))),
            this_year.filter(pl.col("mode") == number("inspections", "mode", "on_site")),
        ),
        "vaccination/twice": covered(
            open_now.filter(has("kinds", bit("subjects", "kinds", "vaccination_site"))),
            this_year.filter(has("domains", bit("inspections", "domains", "vaccine"))), times=2,
        ),
        "institutions/third": covered(institutions.filter(pl.col("hospital_level") <= 1), drug_visits),
        "self-inspection": covered(
            members(tables["subjects"], SELF_INSPECTION_DUE).filter(
                has("kinds", bit("subjects", "kinds", "device_distributor")),
                pl.col("opened_on").is_null() | (pl.col("opened_on") <= date(2024, 12, 31)),
            ),
            self_inspections(filings),
        ),
        "reports/hospitals": covered(hospitals, drug_reports(reports)),
    }  # fmt: skip


def covered(units: pl.LazyFrame, events: pl.LazyFrame, *, times: int = 1, since: date | None = None) -> pl.LazyFrame:
    """Hits and members by county; newcomers since a day that were not visited are no members."""
    if times == 1:
        visited = events.select("pos").unique().with_columns(hit=True)
    else:
        visited = events.group_by("pos").len().filter(pl.col("len") >= times).select("pos", hit=True)
    judged = units.join(visited, on="pos", how="left").with_columns(pl.col("hit").is_not_null())
    if since is not None:
        judged = judged.filter(pl.col("hit") | pl.col("opened_on").is_null() | (pl.col("opened_on") < since))
    return judged.group_by("county").agg(n=pl.col("hit").sum(), m=pl.len())


def self_inspections(filings: pl.LazyFrame) -> pl.LazyFrame:
    """The reports on self-inspections of last year that came in this year."""
    return filings.filter(
        pl.col("kind") == number("filings", "kind", "self_inspection"),
        pl.col("period") == 1,
        pl.col("received_on").is_between(YEAR, AS_OF),
    )


def drug_reports(reports: pl.LazyFrame, first: date = YEAR, last: date = AS_OF) -> pl.LazyFrame:
    """The reports on drugs that came in between two days."""
    return reports.filter(
        pl.col("product") == number("reports", "product", "drug"), pl.col("received_on").is_between(first, last)
    )


def papers(tables: Tables) -> dict[str, pl.LazyFrame]:
    """The queries about what is to be closed in time."""
    leads, filings = tables["leads"], tables["filings"]
    asked = [number("leads", "source", source) for source in ("complaint", "consultation")]
    return {
        "online/seven-days": in_time(
            filings.filter(pl.col("kind") == number("filings", "kind", "online_sales")),
            "received_on", "verified_on", pl.col("seven"), tables["limits"],
        ),
        "leads/fifteen-days": in_time(
            leads.filter(pl.col("source").is_in(asked)), "received_on", "closed_on",
            pl.col("fifteen"), tables["limits"],
        ),
        "leads/by-due-date": in_time(
            leads.filter(pl.col("source") == number("leads", "source", "transfer")), "received_on", "answered_on",
            pl.coalesce("due_on", pl.col("received_on") + timedelta(days=20)),
        ),
    }  # fmt: skip


def counts(tables: Tables) -> dict[str, pl.LazyFrame]:
    """The queries that count records."""
    reports, this_year = tables["reports"], tables["this_year"]
    devices = reports.filter(
        pl.col("product") == number("reports", "product", "device"), pl.col("received_on").is_between(YEAR, AS_OF)
    )
    now = drug_reports(reports).group_by("county").len("now")
    before = drug_reports(reports, *LAST_YEAR).group_by("county").len("m")
    return {
        "reports/serious-or-new": drug_reports(reports).group_by("county").agg(
            n=(pl.col("serious") | pl.col("new")).sum(), m=pl.len()
        ),
        "reports/per-million": per_million(tables, drug_reports(reports)),
        "reports/devices-per-million": per_million(tables, devices),
        "reports/growth": now.join(before, on="county").select(
            "county", n=pl.col("now").cast(pl.Int64) - pl.col("m").cast(pl.Int64), m="m"
        ),
        "unannounced/subjects": this_year.filter(has("kinds", bit("inspections", "kinds", "unannounced")))
        .select("pos", "county").unique("pos").group_by("county").agg(n=pl.len(), m=pl.lit(1)),
    }  # fmt: skip


def linked(tables: Tables) -> dict[str, pl.LazyFrame]:
    """The queries that look from a record to its subject, or to other records."""
    this_year = tables["this_year"]
    institutions = tables["subjects"].filter(has("kinds", bit("subjects", "kinds", "medical_institution")))
    integrated = this_year.filter(has("kinds", bit("inspections", "kinds", "integrated")))
    return {
        "integrated/institutions": integrated.join(institutions, on="pos").filter(valid_on(pl.col("date")))
        .group_by("county").agg(n=pl.len(), m=pl.lit(1)),
        "rectification/followed-up": followed_up(tables, this_year),
    }  # fmt: skip


def in_time(
    records: pl.LazyFrame, start: str, end: str, due: pl.Expr, limits: pl.LazyFrame | None = None
) -> pl.LazyFrame:
    """Records of this year closed by their due day, of those closed or overdue."""
    timed = records.filter(pl.col(start).is_between(YEAR, AS_OF))
    if limits is not None:
        timed = timed.join(limits, left_on=start, right_on="first")
    timed = timed.with_columns(due=due, closed=(pl.col(end) <= AS_OF).fill_null(False))
    judged = timed.filter(pl.col("closed") | (pl.col("due") < AS_OF))
    return judged.group_by("county").agg(n=(pl.col("closed") & (pl.col(end) <= pl.col("due"))).sum(), m=pl.len())


def per_million(tables: Tables, records: pl.LazyFrame) -> pl.LazyFrame:
    """Records per million residents, by county."""
    counts = records.group_by("county").len("n")
    joined = tables["residents"].join(counts, on="county", how="left").fill_null(0)
    return joined.select("county", n=pl.col("n").cast(pl.Int64) * 1_000_000, m="value")


def followed_up(tables: Tables, this_year: pl.LazyFrame) -> pl.LazyFrame:
    """Orders to rectify that were followed up within 30 days, of those answered or overdue; closed subjects are released."""
    orders = this_year.filter(pl.col("outcome") == number("inspections", "outcome", "rectify")).select(
        "pos", "county", "date"
    )
    answers = this_year.filter(has("kinds", bit("inspections", "kinds", "follow_up"))).select(
        "pos", "date", answered="date"
    )
    paired = orders.sort("date").join_asof(
        answers.sort("date"), on="date", by="pos", strategy="forward", allow_exact_matches=False, check_sortedness=False
    )
    closings = (
        tables["subjects"].filter(valid_on(pl.lit(AS_OF)), pl.col("closed_on") <= AS_OF).select("pos", "closed_on")
    )
    limits = pl.col("date") + timedelta(days=30)
    hit = (pl.col("answered") <= limits).fill_null(False)
    released = (pl.col("closed_on") <= limits).fill_null(False)
    judged = paired.join(closings, on="pos", how="left").with_columns(hit=hit)
    return (
        judged.filter(pl.col("hit") | ((limits < AS_OF) & ~released))
        .group_by("county")
        .agg(n=pl.col("hit").sum(), m=pl.len())
    )
