"""Codes of a whole column at once: what was written, and which check characters hold.

The single-code functions with reasons are in :mod:`safe_employment.engines.identifiers`; the same rules are
repeated here over NumPy arrays, because a register has 150,000 of them. A test holds the two together.
"""

import numpy as np
import polars as pl

from safe_employment.engines.identifiers.social_credit import ALPHABET, WEIGHTS

VALID, OLD, DAMAGED, ORGANISATION = "valid", "old", "damaged", "organisation"


def check_holds(codes: list[str]) -> np.ndarray:
    """For 18-character codes: whether the check character (GB 32100-2015) is right. Boolean array."""
    if not codes:
        return np.zeros(0, dtype=bool)
    values = np.full(128, -1, dtype=np.int64)
    for number, character in enumerate(ALPHABET):
        values[ord(character)] = number
    letters = np.frombuffer("".join(codes).encode("ascii", "replace"), dtype=np.uint8).reshape(-1, 18)
    numbers = values[np.minimum(letters, 127)]
    total = numbers[:, :17] @ np.asarray(WEIGHTS, dtype=np.int64)
    result: np.ndarray = (numbers >= 0).all(axis=1) & ((31 - total % 31) % 31 == numbers[:, 17])
    return result


def parse(folded: pl.Series) -> pl.DataFrame:
    """`code` (normalised, null where none was written) and `code_kind` of each folded code.

    Of several codes in one cell the first of eighteen characters counts.

    Kinds: ``valid`` (18 characters, check holds), ``old`` (15 digits), ``organisation`` (9 characters of the
    old organisation code), ``damaged`` (anything else that was meant as a code).
    """
    first = folded.str.extract(r"(?:^|[^0-9A-Z])([0-9A-Z]{18})(?:[^0-9A-Z]|$)", 1)
    written = folded.str.replace_all(r"[^0-9A-Z]", "")
    written = written.zip_with((written.str.len_chars() <= 20).fill_null(value=True) | first.is_null(), first)
    chinese = folded.str.contains(r"\p{Han}").fill_null(value=False)
    digits = written.str.replace_all(r"[^0-9]", "").str.len_chars()
    meant = (written.str.len_chars() >= 8) & (digits >= 5) & ~(chinese & (written.str.len_chars() < 15))
    frame = pl.DataFrame({"code": written.zip_with(meant, pl.Series([None], dtype=pl.String))})
    repaired = (
        pl.col("code").str.replace_all("O", "0").str.replace_all("I", "1").str.replace_all("S", "5")
    ).str.replace_all("Z", "2")
    frame = frame.with_columns(
        code=pl.when(pl.col("code").str.len_chars().is_between(14, 20)).then(repaired).otherwise("code")
    )
    frame = frame.with_columns(length=pl.col("code").str.len_chars()).with_row_index("at")
    full = frame.filter(pl.col("length") == 18)
    holds = full.select("at").with_columns(
        holds=pl.Series(check_holds(full["code"].to_list()), dtype=pl.Boolean)
    )
    frame = frame.join(holds, on="at", how="left", maintain_order="left")
    return frame.select(
        "code",
        code_kind=pl.when(pl.col("code").is_null())
        .then(None)
        .when(pl.col("holds"))
        .then(pl.lit(VALID))
        .when((pl.col("length") == 15) & pl.col("code").str.contains(r"^\d+$"))
        .then(pl.lit(OLD))
        .when(pl.col("length") == 9)
        .then(pl.lit(ORGANISATION))
        .otherwise(pl.lit(DAMAGED)),
    )
