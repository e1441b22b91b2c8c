"""Pairwise scores of clusters against the truth."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Score:
    """Pairwise precision and recall of what was merged, recall with the queue, share of rows in the queue."""

    precision: float
    recall: float
    recall_with_queue: float
    queue: float

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.4f}  recall {self.recall:.4f}  "
            f"with the queue {self.recall_with_queue:.4f}  queue {self.queue:.2%}"
        )


def _pairs(frame: pl.DataFrame, *columns: str) -> int:
    size = frame.group_by(*columns).len()["len"].cast(pl.Int64)
    return int((size * (size - 1) // 2).sum())


def score(clusters: pl.DataFrame, truth: pl.DataFrame) -> Score:
    """Scores `clusters` (`row`, `cluster`, `needs_review`) against `truth` (`row`, `entity`)."""
    frame = clusters.join(truth, on="row").with_columns(accepted=pl.coalesce("needs_review", "cluster"))
    real, found = _pairs(frame, "entity"), _pairs(frame, "cluster")
    return Score(
        precision=_pairs(frame, "cluster", "entity") / found if found else 1.0,
        recall=_pairs(frame, "cluster", "entity") / real if real else 1.0,
        recall_with_queue=_pairs(frame, "accepted", "entity") / real if real else 1.0,
        queue=frame.filter(pl.col("needs_review").is_not_null()).height / max(frame.height, 1),
    )
