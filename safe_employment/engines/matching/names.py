"""A business name taken apart: place, trade name, trade, legal form, branch.

See :mod:`~safe_employment.engines.matching.lexicon` for the order of the parts and its source.
"""

import polars as pl

from . import lexicon
from .characters import by_sound, by_value, translate
from .places import Places, without_prefix


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_TRADES = {word: family for family, words in lexicon.TRADE_FAMILIES.items() for word in words}
_TRADE = _alternatives(tuple(_TRADES))
_LONG_TRADE = _alternatives(tuple(word for word in _TRADES if len(word) >= 2))
_NUMBER = "0-9" + "".join(lexicon.NUMERALS) + "十百"
_STRONG = _alternatives(lexicon.STRONG_BRANCH_WORDS)
_BRANCH = _alternatives(lexicon.BRANCH_WORDS)
_PLACE_END = _alternatives(lexicon.PLACE_LABEL_ENDINGS)
_FORM_WORDS = _alternatives(lexicon.LEGAL_FORM_WORDS)
_MAIN_HOUSE = _alternatives(lexicon.MAIN_HOUSE_WORDS)

_FORM_RUN = rf"(?:{_FORM_WORDS}|[{lexicon.LEGAL_FORM_CHARACTERS}]{{2,}})$"
_NUMBERED = rf"(?:第([{_NUMBER}]{{1,4}})(?:号|家)?|([{_NUMBER}]{{1,3}})(?:号|分)?)(?:{_BRANCH})$"
_PART = rf"^.*(?:{_LONG_TRADE}|公司|集团|有限|股份|责任)"
_LABEL_AFTER_PART = rf"{_PART}([^()]{{1,6}}?)(?:{_STRONG})$"
_LABEL_SHORT = rf"([^()]{{2}})(?:{_STRONG})$"
_PLACE_AFTER_PART = rf"{_PART}([^()]{{1,6}}(?:{_PLACE_END}))(?:店|门店|网点|门市部)$"
_PLACE_SHORT = r"([^()]{2}(?:路|街|巷|大道|广场))(?:店|门店)$"
_IN_BRACKETS = rf"\(([^()]{{1,12}}?)(?:{_BRANCH})\)"
_NUMBER_IN_BRACKETS = rf"\(第?([{_NUMBER}]{{1,3}})(?:号|分)?(?:{_BRANCH})?\)"


def _numerals(text: pl.Series) -> pl.Series:
    """Chinese numerals up to ninety-nine as digits: 十二 → 12, 二十 → 20, 三 → 3."""
    digits = translate(text, lambda chars: {ord(c): lexicon.NUMERALS.get(c, c) for c in chars})
    return (
        digits.str.replace(r"^十$", "10")
        .str.replace(r"^十(\d)$", "1$1")
        .str.replace(r"^(\d)十$", "${1}0")
        .str.replace(r"^(\d)十(\d)$", "$1$2")
        .str.replace(r"^0+(\d)", "$1")
    )


def _ordinals(stem: pl.Series) -> pl.Series:
    """Numbers in a trade name, which tell the first from the second of two firms (第一, 第二); null if
    none.
    """
    found = stem.to_frame("s").select(
        pl.col("s").str.extract_all(rf"第[{_NUMBER}]+|[0-9]+|[{_NUMBER}]+号").list.join("-").replace("", None)
    )
    return found.to_series()


def _bare(name: pl.Expr) -> pl.Expr:
    """The name without bracketed remarks, stray brackets, punctuation and the words of the main house."""
    return (
        name.str.replace_all(r"\([^()]*\)", "")
        .str.replace(r"\(?个体?\)?$|\(?总?店?\)$|\([^()]{0,2}$", "")
        .str.replace_all(r"[()\p{P}\p{S}]", "")
        .str.replace(rf"(?:{_MAIN_HOUSE})$", "")
    )


def _split_branch(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds `branch` (a number, or the label of a place; null for the main house) and cuts it off `body`."""
    bracket = frame["folded"].str.replace_all(rf"\((?:{_MAIN_HOUSE})\)", "")
    frame = frame.with_columns(
        number_in=bracket.str.extract(_NUMBER_IN_BRACKETS, 1),
        label_in=bracket.str.extract(_IN_BRACKETS, 1),
    ).with_columns(
        number=pl.coalesce(
            pl.col("number_in"),
            pl.col("body").str.extract(_NUMBERED, 1),
            pl.col("body").str.extract(_NUMBERED, 2),
        ),
        label=pl.coalesce(
            pl.col("label_in"),
            pl.col("body").str.extract(_LABEL_AFTER_PART, 1),
            pl.col("body").str.extract(_PLACE_AFTER_PART, 1),
            pl.col("body").str.extract(_LABEL_SHORT, 1),
            pl.col("body").str.extract(_PLACE_SHORT, 1),
        ),
    )
    without_word = pl.col("body").str.replace(rf"(?:{_BRANCH})$", "")
    kept = without_word.str.len_chars().cast(pl.Int64) - pl.col("label").str.len_chars().cast(pl.Int64)
    cut = (
        pl.when(pl.col("number").is_not_null() & pl.col("number_in").is_null())
        .then(pl.col("body").str.replace(_NUMBERED, ""))
        .when(pl.col("label").is_not_null() & pl.col("label_in").is_null() & pl.col("number").is_null())
        .then(without_word.str.slice(0, kept))
        .otherwise(pl.col("body"))
    )
    frame = frame.with_columns(body=pl.when(cut.str.len_chars() >= 2).then(cut).otherwise(pl.col("body")))
    return frame.with_columns(
        branch_number=_numerals(frame["number"]),
        branch_label=pl.when(pl.col("number").is_null()).then(pl.col("label").str.replace(r"店$", "")),
    ).drop("number_in", "label_in", "number", "label")


def _without_form(body: pl.Series) -> pl.Series:
    for _ in range(2):
        shorter = body.str.replace(_FORM_RUN, "")
        body = body.zip_with((shorter.str.len_chars() < 2).fill_null(value=True), shorter)
    return body


def parse(folded: pl.Series, places: Places) -> pl.DataFrame:
    """Parts of each folded name, one row a name, as columns.

    ``folded`` (null where nothing was written), ``core`` (trade name and trade), ``core_sound``, ``stem``
    (the trade name), ``stem_sound``, ``ordinal`` (numbers in it), ``trade`` (as written), ``family`` (see
    the lexicon), ``branch_number``, ``branch_label`` (by sound).
    """
    missing = folded.is_in(list(lexicon.MISSING_WORDS)) | (folded.str.len_chars() < 2)
    frame = pl.DataFrame({"folded": folded.zip_with(~missing, pl.Series([None], dtype=pl.String))})
    frame = frame.with_columns(body=_bare(pl.col("folded")))
    body = frame["body"]
    branch_first = body.str.contains(rf"(?:{_STRONG}|[{_NUMBER}](?:{_BRANCH}))$").fill_null(value=False)
    frame = _split_branch(frame.with_columns(body=body.zip_with(branch_first, _without_form(body))))
    frame = frame.with_columns(body=_without_form(frame["body"]))
    frame = frame.with_columns(trade=pl.col("body").str.extract(rf"({_TRADE})$", 1))
    head = pl.col("body").str.replace(rf"(?:{_TRADE})$", "")
    frame = frame.with_columns(head=pl.when(head.str.len_chars() >= 1).then(head).otherwise(pl.col("body")))
    frame = frame.with_columns(stem=without_prefix(frame["head"], places, keep=1))
    frame = frame.with_columns(
        trade=pl.when(pl.col("head") == pl.col("body")).then(None).otherwise(pl.col("trade"))
    )
    frame = frame.with_columns(
        core=pl.col("stem") + pl.col("trade").fill_null(""),
        family=pl.col("trade").replace_strict(_TRADES, default=None, return_dtype=pl.String),
    )
    return (
        frame.with_columns(
            ordinal=_ordinals(frame["stem"]),
            core_sound=by_sound(frame["core"]),
            branch_label=by_value(frame["branch_label"], by_sound),
        )
        .with_columns(stem_sound=pl.col("core_sound").str.head(pl.col("stem").str.len_chars()))
        .drop("body", "head")
    )
