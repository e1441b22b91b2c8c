"""What a person is asked: which cluster each unsure row would join, within a queue of bounded length."""

import polars as pl

from .clusters import Clusters

#: Largest part of the rows that may wait for a person, and the number that is allowed in any case.
QUEUE_SHARE = 0.025
QUEUE_LEAST = 3


def with_proposals(features: pl.DataFrame, clusters: Clusters, decided: pl.DataFrame) -> pl.DataFrame:
    """One row a position: `root`, `confidence`, and `proposed` (the root of the cluster it would join, or
    null).

    :param decided: pairs with `weight`, `probability` and `merged`, the surest first.

    The surest proposals come first, as long as the queue holds them. A proposal is made for the smaller
    cluster, for each of its rows, and always to the cluster at the end of the chain, so that accepting
    all of them gives what accepting them one after another would.
    """
    height = features.height
    roots = [clusters.root(row) for row in range(height)]
    confidence = _confidence(height, decided)
    asked = decided.filter(~pl.col("merged"))
    room = max(QUEUE_LEAST, int(QUEUE_SHARE * int(features["incoming"].sum())))
    target = _targets(clusters, asked, room)
    proposed = [target.get(root) for root in roots]
    return pl.DataFrame(
        {
            "root": pl.Series(roots, dtype=pl.UInt32),
            "confidence": confidence,
            "proposed": pl.Series(proposed, dtype=pl.UInt32),
        }
    )


def _targets(clusters: Clusters, asked: pl.DataFrame, room: int) -> dict[int, int]:
    """For each cluster in the queue, the root of the cluster that it would join."""
    parent: dict[int, int] = {}
    waiting = 0

    def last(root: int) -> int:
        while root in parent:
            root = parent[root]
        return root

    for a, b in asked.select("a", "b").iter_rows():
        left, right = clusters.root(a), clusters.root(b)
        if left == right or last(left) == last(right) or not clusters.may_be_proposed(left, right):
            continue
        small, large = sorted((left, right), key=clusters.precedence, reverse=True)
        if small in parent:
            small, large = large, small
        if small in parent or clusters.holds_record(small):
            continue
        size = len(clusters.members(small))
        if waiting + size > room:
            continue
        parent[small] = large
        waiting += size
    return {root: last(root) for root in parent}


def _confidence(height: int, decided: pl.DataFrame) -> pl.Series:
    """For a merged row the probability of its surest link, for the others that of standing alone."""
    ends = pl.concat([decided.select("merged", "probability", at=end) for end in ("a", "b")])
    best = ends.group_by("at").agg(
        link=pl.col("probability").filter("merged").max(),
        doubt=pl.col("probability").filter(~pl.col("merged")).max(),
    )
    every = pl.DataFrame({"at": pl.int_range(height, dtype=pl.UInt32, eager=True)})
    joined = every.join(best, on="at", how="left", maintain_order="left")
    return joined.select(
        pl.coalesce("link", 1.0 - pl.col("doubt"), pl.lit(1.0)).round(4).alias("confidence")
    ).to_series()


def decided_pairs(at: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """`pairs` with `decision`: ``merge``, ``review`` (in the queue), or ``apart`` (weighed, but neither)."""
    ends = pairs.select(
        root_a=at["root"].gather(pairs["a"]),
        root_b=at["root"].gather(pairs["b"]),
        proposed_a=at["proposed"].gather(pairs["a"]),
        proposed_b=at["proposed"].gather(pairs["b"]),
    )
    goal_a, goal_b = pl.coalesce("proposed_a", "root_a"), pl.coalesce("proposed_b", "root_b")
    decision = ends.select(
        pl.when(pl.col("root_a") == pl.col("root_b"))
        .then(pl.lit("merge"))
        .when(goal_a == goal_b)
        .then(pl.lit("review"))
        .otherwise(pl.lit("apart"))
    ).to_series()
    return pairs.with_columns(decision=decision)


def register_rows(rows: pl.Series, incoming: pl.Series, roots: pl.Series) -> pl.Series:
    """The register's row for each root that is one; null for the others."""
    return rows.gather(roots).zip_with(
        ~incoming.gather(roots).fill_null(value=True), pl.Series([None], dtype=rows.dtype)
    )
