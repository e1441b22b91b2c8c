"""Reading a pasted or uploaded list: which column says what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind, ProgrammeError
from safe_employment.kit.sheets import SHEET_ROW, SheetError, SheetTable, read_sheet
from safe_employment.kit.sheets.messages import SHEET_MESSAGES
from safe_employment.members.rosters import errors

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ROWS_LIMIT = 2000
TEXT_LIMIT = 200
_NOISE = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class RosterColumn:
    """A column that a list may have: its key, its label, and the words by which it may be headed."""

    key: str
    label: str | _StrPromise
    words: tuple[str, ...]


_NAME_WORDS = (
    "单位名称 企业名称 公司名称 会员名称 会员单位 商户名称 用人单位 店名 字号 单位 企业 名称 "
    "employer company enterprise employername companyname businessname"
)
_CODE_WORDS = (
    "统一社会信用代码 社会信用代码 信用代码 注册号 营业执照号 代码 creditcode uscc registrationnumber"
)
_NUMBER_WORDS = "会员编号 会员号 会员证号 编号 memberno membershipnumber"
EMPLOYER_COLUMNS = (
    RosterColumn("employer", _("Employer"), tuple(_NAME_WORDS.split())),
    RosterColumn("code", _("Code"), tuple(_CODE_WORDS.split())),
    RosterColumn("number", _("Member number"), tuple(_NUMBER_WORDS.split())),
)


@dataclass(frozen=True)
class Roster:
    """Rows as (row of the sheet from 1, values by column key); `letters` says where each column stands."""

    rows: tuple[tuple[int, dict[str, str]], ...]
    letters: dict[str, str]


def _plain(header: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", header)).casefold()


def _key_of(header: str, columns: Sequence[RosterColumn]) -> str | None:
    plain = _plain(header)
    for column in columns:
        if plain in {_plain(word) for word in column.words} | {_plain(str(column.label)), _plain(column.key)}:
            return column.key
    return None


def read_roster(content: bytes | str, columns: Sequence[RosterColumn]) -> Roster:
    """Read a list of at most 2,000 rows; `columns` are the columns beside those that name the employer.

    A list without a header is taken to have the employer first and then `columns` in their order.
    Raises ProgrammeError ROSTER_EMPTY, ROSTER_TOO_LONG, ROSTER_NO_EMPLOYER_COLUMN, or a code of the
    sheet reader; `field` is `text` for pasted text and `file` for a file.
    """
    field = "text" if isinstance(content, str) else "file"
    data = content.encode() if isinstance(content, str) else content
    if not data.strip():
        raise ProgrammeError(errors.EMPTY, field=field)
    known = (*EMPLOYER_COLUMNS, *columns)
    try:
        table = read_sheet(data, recognise=lambda header: _key_of(header, known) is not None)
        letters = _letters(table, known)
        if not letters:
            table = read_sheet(data, header_row=0)
            letters = _letters_by_order(table, (EMPLOYER_COLUMNS[0], *columns))
    except SheetError as problem:
        raise ProgrammeError(_kind_of(problem), field=field) from problem
    if not {"employer", "code", "number"} & set(letters):
        raise ProgrammeError(errors.NO_EMPLOYER_COLUMN, field=field)
    if table.frame.height > ROWS_LIMIT:
        raise ProgrammeError(errors.TOO_LONG, {"rows": table.frame.height, "limit": ROWS_LIMIT}, field=field)
    rows = [
        (
            int(row[SHEET_ROW]),
            {key: (row[letter] or "").strip()[:TEXT_LIMIT] for key, letter in letters.items()},
        )
        for row in table.frame.iter_rows(named=True)
    ]
    return Roster(tuple((number, values) for number, values in rows if any(values.values())), letters)


def _letters(table: SheetTable, columns: Sequence[RosterColumn]) -> dict[str, str]:
    letters: dict[str, str] = {}
    for column in table.columns:
        key = _key_of(column.header, columns)
        if key is not None:
            letters.setdefault(key, column.letter)
    return letters


def _letters_by_order(table: SheetTable, columns: Sequence[RosterColumn]) -> dict[str, str]:
    return {column.key: found.letter for column, found in zip(columns, table.columns, strict=False)}


def _kind_of(problem: SheetError) -> ErrorKind:
    """Return the sheet reader's message as an entry of the catalogue of errors."""
    message = SHEET_MESSAGES[problem.code]
    texts = [str(part).format(**problem.params).replace("%", "%%") for part in (message.what, message.why)]
    return ErrorKind(
        problem.code, " ".join(texts), str(message.next).format(**problem.params).replace("%", "%%")
    )
