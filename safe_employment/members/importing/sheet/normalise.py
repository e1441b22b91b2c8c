"""Raw columns of a list become clean columns of the register, with every doubt noted."""

from __future__ import annotations

from datetime import date

import polars as pl

from safe_employment.kit.sheets import formula_text, markup_text
from safe_employment.members.importing.sheet.problems import ProblemBook
from safe_employment.members.importing.values import codes, texts, words
from safe_employment.members.importing.values.counts import count_columns
from safe_employment.members.importing.values.dates import date_columns
from safe_employment.members.importing.values.districts import (
    district_columns,
    district_in_text,
    division_of_code,
    gazetteer,
)
from safe_employment.members.importing.values.phones import phone_columns

_FREE_TEXT = (
    "name",
    "other_names",
    "legal_representative",
    "address",
    "contact_name",
    "note",
    "email",
    "industry",
)
_DITTO_COLUMNS = (
    "legal_representative",
    "phone",
    "address",
    "district",
    "industry",
    "kind",
    "contact_name",
    "email",
)
_EMAIL = r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$"


def _without_spaces(address: pl.Expr) -> pl.Expr:
    """Spaces beside Chinese characters go; those between Latin words stay."""
    return address.str.replace_all(r"(\p{Han})\s+", "$1").str.replace_all(r"\s+(\p{Han})", "$1")


class Normaliser:
    """Turns one frame of raw text (one column per canonical column) into clean columns.

    ``home_division`` is the prefix of the division codes of the association's area ("5301" for Kunming);
    ``today``, where given, lets dates in the future be noted.
    """

    def __init__(
        self, raw: pl.DataFrame, book: ProblemBook, home_division: str, today: date | None = None
    ) -> None:
        self._raw = raw
        self._book = book
        self._home = home_division
        self._today = today
        self._tidy = pl.DataFrame(
            [texts.tidy_column(raw[name]) for name in raw.columns if name != "sheet_row"]
        )

    def rows(self) -> pl.DataFrame:
        """The clean columns, in the order and number of the raw rows."""
        self._note_suspicious_text()
        self._fill_ditto()
        out = pl.DataFrame([*self._names(), *self._codes()])
        out = out.with_columns(
            *self._people(), *self._phones(), *self._plain("address"), *self._plain("note")
        )
        out = out.with_columns(*self._districts(out), *self._industry(), *self._kind(out), *self._email())
        out = out.with_columns(*self._counts(), *self._dates(), *self._plain("sequence"))
        self._note_duplicates(out)
        return out

    def _clean(self, column: str) -> pl.Series:
        return self._tidy[column]

    def _note_suspicious_text(self) -> None:
        for column in _FREE_TEXT:
            raw = self._raw[column]
            found = raw.to_frame().select(
                formula=formula_text(pl.col(column)),
                markup=pl.when(pl.col(column).str.contains(r"[<&]|(?i)javascript:")).then(
                    markup_text(pl.col(column))
                ),
            )
            self._book.add("FORMULA_TEXT", column, found["formula"], raw)
            self._book.add("MARKUP_TEXT", column, found["markup"], raw)

    def _fill_ditto(self) -> None:
        for column in _DITTO_COLUMNS:
            ditto = self._tidy[column].str.contains(texts.DITTO)
            if ditto.any():
                filled = self._tidy.select(texts.filled_down(pl.col(column))).to_series()
                self._book.add("DITTO_FILLED", column, ditto, self._raw[column], filled)
                self._tidy = self._tidy.with_columns(filled)

    def _names(self) -> list[pl.Series]:
        name = texts.name_column(self._clean("name"))
        formula = self._raw.select(formula_text(pl.col("name")).fill_null(False)).to_series()
        ditto = name.str.contains(texts.DITTO).fill_null(False)
        letters = name.str.count_matches(r"\p{L}").fill_null(0)
        unreadable = name.is_not_null() & ~ditto & ((letters < 2) | formula)
        above = name.to_frame().select(texts.filled_down(pl.col("name"))).to_series()
        self._book.add("NAME_MISSING", "name", name.is_null(), self._raw["name"])
        self._book.add("NAME_DITTO", "name", ditto, self._raw["name"], above)
        self._book.add("NAME_UNREADABLE", "name", unreadable, self._raw["name"])
        usable = (name.is_not_null() & ~ditto & ~unreadable).alias("name_usable")
        other = texts.name_column(self._clean("other_names"))
        return [name.alias("name"), usable, other]

    def _codes(self) -> list[pl.Series]:
        raw = self._raw["code"]
        read = codes.code_columns(raw)
        issue, code = read["code_issue"], read["code"]
        masked = raw.str.replace(r"^(\s*\S{4}).*(\S{2})\s*$", "$1************$2")
        proposals = {"CODE_LOOKALIKE_CORRECTED": code, "CODE_LENGTH": read["code_proposed"]}
        for problem in issue.drop_nulls().unique().sort().to_list():
            value = masked if problem == "CODE_IS_RESIDENT_NUMBER" else raw
            self._book.add(problem, "code", issue == problem, value, proposals.get(problem))
        division = read["code_division"]
        local = (
            division.str.starts_with(self._home)
            | division.is_in([self._home[:2] + "0000", "100000"])
            | read.select(division_of_code(pl.col("code_division"), self._home))
            .to_series()
            .str.starts_with(self._home)
            .fill_null(False)
        )
        proven = read["code_valid"].fill_null(False) | (read["code_kind"] == codes.REGISTRATION).fill_null(
            False
        )
        self._book.add("CODE_OTHER_CITY", "code", division.is_not_null() & ~local & proven, code)
        return [read[name] for name in ("code", "code_kind", "code_valid", "code_division")]

    def _people(self) -> list[pl.Series]:
        return [texts.name_column(self._clean(column)) for column in ("legal_representative", "contact_name")]

    def _plain(self, column: str) -> list[pl.Series]:
        text = texts.change_few(self._clean(column), texts.SHORT, texts.without_missing_words)
        if column == "address":
            text = texts.change_few(text, r"\s", _without_spaces)
        return [text]

    def _phones(self) -> list[pl.Series]:
        clean, raw = self._clean("phone"), self._raw["phone"]
        read = phone_columns(clean)
        self._book.add("PHONE_UNREADABLE", "phone", read["unreadable"], raw)
        self._book.add("PHONE_ROUNDED", "phone", read["rounded"], raw)
        self._book.add("PHONE_SEVERAL", "phone", read["phones"].list.len() > 1, raw, read["phone"])
        return [read["phone"], read["phones"]]

    def _email(self) -> list[pl.Series]:
        frame = self._clean("email").to_frame()
        address = frame.select(
            texts.without_missing_words(pl.col("email").str.replace_all(" ", "").str.to_lowercase())
        )
        clean = address.to_series()
        valid = clean.str.contains(_EMAIL)
        self._book.add("EMAIL_UNREADABLE", "email", ~valid, self._raw["email"])
        return [address.select(pl.when(valid).then(pl.col("email"))).to_series()]

    def _districts(self, out: pl.DataFrame) -> list[pl.Series]:
        raw = self._raw["district"]
        read = district_columns(self._clean("district"), self._home)
        found = pl.DataFrame(
            [
                read["code"].alias("column"),
                out.select(district_in_text(pl.col("address"), self._home)).to_series().alias("address"),
                out.select(district_in_text(pl.col("name"), self._home)).to_series().alias("name"),
                out.select(
                    division_of_code(pl.when(pl.col("code_valid")).then(pl.col("code_division")), self._home)
                ).to_series().alias("code"),
            ]
        )  # fmt: skip
        source = pl.coalesce(
            [pl.when(pl.col(each).is_not_null()).then(pl.lit(each)) for each in found.columns]
        )
        district = found.select(pl.coalesce(pl.all())).to_series().alias("district")
        sources = found.select(source).to_series().alias("district_source")
        self._note_districts(raw, read, found, district)
        return [district, sources]

    def _note_districts(
        self, raw: pl.Series, read: pl.DataFrame, found: pl.DataFrame, district: pl.Series
    ) -> None:
        names = gazetteer(self._home).names

        def named(codes_: pl.Series) -> pl.Series:
            return codes_.replace_strict(
                list(names), list(names.values()), default=None, return_dtype=pl.String
            )

        zone = read["zone"].fill_null(False)
        proposed = named(
            pl.select(pl.coalesce(read["proposed"], found["address"], found["name"])).to_series()
        )
        self._book.add("DISTRICT_ZONE", "district", zone, raw, proposed)
        self._book.add(
            "DISTRICT_UNKNOWN", "district", read["unreadable"].fill_null(False) & ~zone, raw, proposed
        )
        self._book.add("DISTRICT_RETIRED_NAME", "district", read["retired"], raw, named(district))
        stated = found["column"].is_not_null()
        blank = ~stated & ~read["unreadable"].fill_null(False)
        self._book.add("DISTRICT_INFERRED", "district", blank & district.is_not_null(), raw, named(district))
        self._book.add("DISTRICT_MISSING", "district", blank & district.is_null(), raw)
        apart = stated & found["address"].is_not_null() & (found["address"] != found["column"])
        self._book.add("DISTRICT_ADDRESS_DIFFERS", "district", apart, raw, named(found["address"]))
        moved = stated & found["code"].is_not_null() & (found["code"] != found["column"])
        self._book.add("CODE_DISTRICT_DIFFERS", "code", moved, named(district), named(found["code"]))
        outside = district.is_not_null() & ~district.str.starts_with(self._home)
        self._book.add("DISTRICT_OTHER_CITY", "district", outside, raw, named(district))

    def _industry(self) -> list[pl.Series]:
        clean = self._clean("industry")
        read = words.industry_columns(clean)
        self._book.add("INDUSTRY_UNKNOWN", "industry", read["unreadable"], self._raw["industry"])
        return [read["industry"], clean.alias("industry_text")]

    def _kind(self, out: pl.DataFrame) -> list[pl.Series]:
        raw = self._raw["kind"]
        read = words.kind_columns(self._clean("kind"))
        valid_code = pl.when(pl.col("code_valid")).then(pl.col("code"))
        by_code = out.select(words.kind_of_code(valid_code)).to_series()
        kind = read["kind"].alias("kind")
        self._book.add("KIND_UNKNOWN", "kind", read["unreadable"], raw)
        inferred = kind.is_null() & ~read["unreadable"].fill_null(False) & by_code.is_not_null()
        self._book.add("KIND_INFERRED", "kind", inferred, raw, by_code)
        plain = [words.PRIVATE_ENTERPRISE, words.INDIVIDUAL_BUSINESS, words.COOPERATIVE]
        differs = kind.is_in(plain) & by_code.is_not_null() & (kind != by_code)
        self._book.add("KIND_CODE_DIFFERS", "kind", differs, raw, by_code)
        return [pl.select(pl.coalesce(kind, by_code).alias("kind")).to_series()]

    def _counts(self) -> list[pl.Series]:
        out: list[pl.Series] = []
        for column in ("staff", "women"):
            read = count_columns(self._clean(column))
            raw, count, approximate = self._raw[column], read["count"], read["approximate"].fill_null(False)
            self._book.add("COUNT_UNREADABLE", column, read["unreadable"], raw)
            self._book.add("COUNT_APPROXIMATE", column, approximate, raw, count)
            out += [count.alias(column), approximate.alias(f"{column}_approximate")]
        self._book.add("WOMEN_MORE_THAN_STAFF", "women", out[2] > out[0], out[2], out[0])
        return out

    def _dates(self) -> list[pl.Series]:
        out: list[pl.Series] = []
        for column in ("founded", "joined"):
            read = date_columns(self._clean(column))
            raw, on = self._raw[column], read["on"]
            self._book.add("DATE_UNREADABLE", column, read["unreadable"], raw)
            self._book.add("DATE_AMBIGUOUS", column, read["ambiguous"], raw, on)
            self._book.add("DATE_MONTH_ONLY", column, read["precision"] == "month", raw)
            self._book.add("DATE_YEAR_ONLY", column, read["precision"] == "year", raw)
            if self._today:
                self._book.add("DATE_IN_FUTURE", column, on > self._today, raw)
            out += [on.alias(column), read["precision"].alias(f"{column}_precision")]
        exact = (out[1] == "day") & (out[3] == "day")
        self._book.add("JOINED_BEFORE_FOUNDED", "joined", exact & (out[2] < out[0]), out[2], out[0])
        return out

    def _note_duplicates(self, out: pl.DataFrame) -> None:
        rows = self._raw["sheet_row"]
        code = out.select(
            pl.when(pl.col("code_kind").is_in([codes.USCC, codes.REGISTRATION])).then("code")
        ).to_series()
        self._note_repeats("CODE_DUPLICATE_IN_FILE", "code", code, rows, code)
        content = self._raw.drop("sheet_row", "sequence")
        filled = content.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
        whole = pl.DataFrame({"hash": content.hash_rows()}).select(pl.when(filled).then("hash")).to_series()
        self._note_repeats("ROW_DUPLICATE_IN_FILE", "name", whole, rows, self._raw["name"])

    def _note_repeats(
        self, problem: str, column: str, key: pl.Series, rows: pl.Series, value: pl.Series
    ) -> None:
        frame = pl.DataFrame({"key": key, "row": rows})
        first = frame.select(pl.col("row").first().over("key")).to_series()
        self._book.add(problem, column, key.is_not_null() & (first != rows), value, first)
