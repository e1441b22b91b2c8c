"""The engine: features, candidate pairs, weights, clusters, proposals."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from . import proposals
from .blocking import candidate_pairs
from .clusters import Clusters
from .codes import VALID
from .comparisons import COMPARISONS, Level, compare
from .features import prepare
from .weights import probability, weigh

#: Smallest weight, in bits, of a pair that is merged without asking (odds of about 45 to 1).
MERGE_AT = 5.5
#: Smallest weight of a pair that a person is asked about.
REVIEW_AT = -8.0
#: Weight below which two rows are known to be apart.
APART_AT = -16.0
#: Two employers fit a row almost equally well when their weights differ by less than this.
RIVAL_WITHIN = 5.0
_PAIRS_AT_ONCE = 400_000
_EXPLAINED = (*COMPARISONS, "prior", "one_owner")
_STATUS = (
    pl.when(pl.col("register_row").is_not_null())
    .then(pl.lit("matched"))
    .when(pl.col("needs_review").is_not_null())
    .then(pl.lit("review"))
    .otherwise(pl.lit("new"))
)


@dataclass(frozen=True)
class Matching:
    """What :func:`match` and :func:`match_against` found; see the package's docstring for the columns."""

    clusters: pl.DataFrame
    pairs: pl.DataFrame


def _scored(features: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Pairs worth showing (with levels and bits, the surest first), and the pairs known to be apart."""
    candidates = candidate_pairs(features)
    shown, apart = [], []
    for start in range(0, max(candidates.height, 1), _PAIRS_AT_ONCE):
        levels = compare(features, candidates.slice(start, _PAIRS_AT_ONCE))
        bits = weigh(features, levels)
        wide = pl.concat([levels, bits.select(pl.all().name.suffix("_bits"))], how="horizontal")
        wide = wide.rename({"weight_bits": "weight"})
        shown.append(wide.filter(pl.col("weight") >= REVIEW_AT))
        apart.append(wide.filter(pl.col("weight") <= APART_AT).select("a", "b"))
    return pl.concat(shown).sort(["weight", "a", "b"], descending=[True, False, False]), pl.concat(apart)


def _empty_clusters(features: pl.DataFrame, linked: pl.DataFrame, apart: pl.DataFrame) -> Clusters:
    """Every row a cluster of its own, with the pairs known to be apart among the rows that are linked."""
    rows = pl.concat([linked["a"], linked["b"]]).unique().implode()
    relevant = apart.filter(pl.col("a").is_in(rows) & pl.col("b").is_in(rows))
    return Clusters(
        codes=features.select(pl.when(pl.col("code_kind") == VALID).then("code")).to_series().to_list(),
        branches=features["branch"].to_list(),
        in_register=(~features["incoming"]).to_list(),
        apart=relevant.iter_rows(),
    )


def _between_two(features: pl.DataFrame, shown: pl.DataFrame) -> pl.Series:
    """For each pair, whether one of its rows would fit two different employers almost equally well.

    Two employers are known to be different by their valid codes or because the register has both. A row
    without either that lies between them is a question for a person, unless its own code speaks.
    """
    at = features.select("at", "incoming", valid=pl.when(pl.col("code_kind") == VALID).then("code"))
    identity = at.select(
        pl.when(~pl.col("incoming")).then(pl.lit("@") + pl.col("at").cast(pl.String)).otherwise("valid")
    ).to_series()
    spoken = shown["code"].is_in([Level.SAME.value, Level.SLIP.value]).fill_null(value=False)
    both = shown.select("a", "b", "weight", spoken=spoken)
    links = pl.concat([both, both.select("b", "a", "weight", "spoken").rename({"b": "a", "a": "b"})])
    links = links.with_columns(own=identity.gather(links["a"]), other=identity.gather(links["b"]))
    open_links = links.filter(pl.col("own").is_null() & pl.col("other").is_not_null() & ~pl.col("spoken"))
    rivals = open_links.filter(pl.col("weight") >= pl.col("weight").max().over("a") - RIVAL_WITHIN)
    torn = rivals.group_by("a").agg(pl.col("other").n_unique()).filter(pl.col("other") > 1)["a"].implode()
    known_a, known_b = identity.gather(shown["a"]).is_not_null(), identity.gather(shown["b"]).is_not_null()
    return ((shown["a"].is_in(torn) & known_b) | (shown["b"].is_in(torn) & known_a)) & ~spoken


def _link(clusters: Clusters, pairs: pl.DataFrame) -> list[bool]:
    """Joins along `pairs` in their order where the rules allow; says for each whether it now holds."""
    excused = pairs.select(
        (pl.col("code") == Level.SAME.value) | (pl.col("branch") == Level.SIMILAR.value)
    ).to_series()
    held = []
    for a, b, excuse in zip(pairs["a"], pairs["b"], excused, strict=True):
        left, right = clusters.root(a), clusters.root(b)
        if left != right and clusters.may_join(left, right, branch_excused=excuse):
            clusters.join(left, right)
        held.append(clusters.root(a) == clusters.root(b))
    return held


def _explanation() -> pl.Expr:
    """A list of structs (field, level, weight in bits), one for each field that says something."""
    parts = [
        pl.struct(
            field=pl.lit(field),
            level=pl.col(field).cast(pl.String) if field in COMPARISONS else pl.lit("applied"),
            weight=pl.col(f"{field}_bits").cast(pl.Float64).round(2),
        )
        for field in _EXPLAINED
    ]
    return pl.concat_list(parts).list.eval(pl.element().filter(pl.element().struct.field("weight") != 0.0))


def _run(features: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Clusters and pairs by position (`at`; `a`, `b`)."""
    shown, apart = _scored(features)
    clusters = _empty_clusters(features, shown, apart)
    sure = (shown["weight"] >= MERGE_AT) & ~_between_two(features, shown)
    held = pl.Series(_link(clusters, shown.filter(sure)), dtype=pl.Boolean)
    none = pl.repeat(value=False, n=len(shown), dtype=pl.Boolean, eager=True)
    decided = shown.with_columns(
        probability=probability(pl.col("weight")).round(6), merged=none.scatter(sure.arg_true(), held)
    )
    at = proposals.with_proposals(features, clusters, decided)
    pairs = decided.select("a", "b", "probability", explanation=_explanation())
    return at, proposals.decided_pairs(at, pairs)


def match(frame: pl.DataFrame, *, divisions: Mapping[str, str] | None = None) -> Matching:
    """Which rows of a register are the same employer.

    :param frame: one row a register row: ``row`` (Int64, unique), ``name`` (String) and any of
        ``other_names``, ``code``, ``legal_representative``, ``phone``, ``address``, ``district``,
        ``industry``, ``staff``, ``founded``, ``kind``; other columns are ignored.
    :param divisions: division code (6 digits) → name; needed only for districts written as codes.
    :returns: clusters and pairs, as the package describes them; the same input gives the same output.
    """
    features = prepare(frame, divisions).with_columns(incoming=pl.lit(value=True))
    at, pairs = _run(features)
    rows = frame["row"]
    clusters = at.select(
        row=rows,
        cluster=rows.gather(at["root"]),
        confidence="confidence",
        needs_review=rows.gather(at["proposed"]),
    )
    shown = pairs.with_columns(row_a=rows.gather(pairs["a"]), row_b=rows.gather(pairs["b"]))
    return Matching(clusters, shown.select("row_a", "row_b", "probability", "decision", "explanation"))


def match_against(
    register: pl.DataFrame, incoming: pl.DataFrame, *, divisions: Mapping[str, str] | None = None
) -> Matching:
    """Which incoming rows are employers that the register has, and which of them are one employer.

    :param register: the register's employers, one row each, with the columns of :func:`match`; two of
        them are never put together.
    :param incoming: the rows to place, with the columns of :func:`match`; their ``row`` may overlap the
        register's.
    :returns: ``clusters`` has one row an incoming row, with ``register_row`` and ``status`` added;
        ``pairs`` has ``side_a`` and ``side_b`` (``register`` or ``incoming``) added. See the package.
    """
    both = pl.concat([register, incoming], how="diagonal_relaxed")
    is_incoming = pl.int_range(pl.len()) >= register.height
    features = prepare(both, divisions).with_columns(incoming=is_incoming)
    at, pairs = _run(features)
    rows, side = both["row"], features["incoming"].replace_strict({False: "register", True: "incoming"})
    placed = at.with_columns(
        row=rows,
        incoming=features["incoming"],
        cluster=rows.gather(at["root"]),
        register_row=proposals.register_rows(rows, features["incoming"], at["root"]),
        needs_review=rows.gather(at["proposed"]),
        review_register_row=proposals.register_rows(rows, features["incoming"], at["proposed"]),
    ).filter("incoming")
    columns = ("row", "cluster", "register_row", "confidence", "needs_review", "review_register_row")
    shown = pairs.with_columns(
        row_a=rows.gather(pairs["a"]),
        side_a=side.gather(pairs["a"]),
        row_b=rows.gather(pairs["b"]),
        side_b=side.gather(pairs["b"]),
    )
    shown = shown.select("row_a", "side_a", "row_b", "side_b", "probability", "decision", "explanation")
    return Matching(placed.select(*columns, status=_STATUS), shown)
