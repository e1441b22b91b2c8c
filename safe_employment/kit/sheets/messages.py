"""The catalogue of what can go wrong with a file: what happened, why, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class SheetMessage:
    """Three translatable sentences with ``{placeholders}`` filled from the error's params."""

    what: str | Promise
    why: str | Promise
    next: str | Promise


SHEET_MESSAGES: Mapping[str, SheetMessage] = {
    "EMPTY_FILE": SheetMessage(
        _("The file is empty."),
        _("It holds no bytes at all; the upload or the copy was probably cut short."),
        _("Open the file on your computer, check that it shows your list, save it and choose it again."),
    ),
    "EMPTY_SHEET": SheetMessage(
        _("There is no list in this file."),
        _("Every cell of every sheet is blank."),
        _("Choose the file that holds your list."),
    ),
    "NO_DATA_ROWS": SheetMessage(
        _("There is nothing below the header row."),
        _("Row {row} was taken for the header and no filled row follows it."),
        _("If another row is the header, choose it; otherwise fill the list and try again."),
    ),
    "NOT_A_SPREADSHEET": SheetMessage(
        _("This file is not a spreadsheet."),
        _("Its content says that it is of another kind ({kind}), whatever its name ends with."),
        _("Open it in Excel or WPS, save it as .xlsx or .csv, and choose the saved file."),
    ),
    "WEB_PAGE_NOT_SPREADSHEET": SheetMessage(
        _("This file is a web page that carries a spreadsheet's name."),
        _("Some systems export a web page and call it .xls."),
        _("Open it in Excel or WPS, save it as .xlsx, and choose the saved file."),
    ),
    "BROKEN_FILE": SheetMessage(
        _("The file is damaged and cannot be opened."),
        _("A part of it is missing or does not fit the rest."),
        _("Open it in Excel or WPS and save it under a new name; if that fails too, ask for a fresh copy."),
    ),
    "PASSWORD_PROTECTED": SheetMessage(
        _("The workbook is protected by a password."),
        _("Its content is encrypted, so nothing in it can be read."),
        _("Open it with the password, remove the protection under “Save as”, and choose the saved file."),
    ),
    "ZIP_BOMB": SheetMessage(
        _("The file was refused because it unpacks to far more than a list needs."),
        _("Unpacked it would take {megabytes} MB or more; such a file can bring a computer to a halt."),
        _("Copy the rows you need into a new workbook and choose that one."),
    ),
    "FILE_TOO_LARGE": SheetMessage(
        _("The file is too large."),
        _("It has {megabytes} MB; up to {limit} MB are read."),
        _("Remove pictures and unused sheets, or divide the list into several files."),
    ),
    "TOO_MANY_ROWS": SheetMessage(
        _("The list has too many rows."),
        _("Up to {limit} rows are read from one file."),
        _("Delete blank rows at the end, or divide the list into several files."),
    ),
    "TOO_MANY_COLUMNS": SheetMessage(
        _("The list has too many columns."),
        _("It has {columns} columns; up to {limit} are read."),
        _("Delete the columns that do not describe a member and save the file again."),
    ),
    "TOO_MANY_CELLS": SheetMessage(
        _("The list is too large."),
        _("Its rows and columns make {cells} cells; up to {limit} are read."),
        _("Delete unused rows and columns at the edges, or divide the list into several files."),
    ),
    "WRONG_ENCODING": SheetMessage(
        _("The characters of this text file cannot be read."),
        _("It is neither UTF-8 nor GB18030 nor UTF-16, or it was damaged when it was copied."),
        _("Open it in Excel or WPS and save it as .xlsx or as “CSV UTF-8”."),
    ),
    "SHEET_NOT_FOUND": SheetMessage(
        _("There is no sheet called “{sheet}” in this workbook."),
        _("It holds these sheets: {sheets}."),
        _("Choose one of them."),
    ),
    "HEADER_ROW_OUTSIDE": SheetMessage(
        _("Row {row} cannot be the header row."),
        _("The sheet has {rows} rows."),
        _("Choose a row inside the sheet, or 0 if the list has no header row."),
    ),
    "SEVERAL_SHEETS": SheetMessage(
        _("The sheet “{sheet}” was read."),
        _("The workbook has further sheets with data: {others}."),
        _("If the list is on another sheet, choose that one."),
    ),
    "HEADER_AMBIGUOUS": SheetMessage(
        _("Row {row} was taken for the header row."),
        _("Other rows look like a header too: {others}."),
        _("If another row is the header, choose it."),
    ),
    "NO_HEADER_ROW": SheetMessage(
        _("No header row was found."),
        _("The first rows look like data, so the columns were told from what is in them."),
        _("Check the columns, or choose the header row."),
    ),
    "DUPLICATE_HEADER": SheetMessage(
        _("The header “{header}” occurs more than once."),
        _("It stands over the columns {columns}."),
        _("Check which of them is meant."),
    ),
    "MERGED_CELLS": SheetMessage(
        _("There are merged cells among the data."),
        _("{count} merged ranges were found; only the first cell of each carries its text."),
        _("Check the rows with blanks; unmerge the cells in the file if they should all carry the text."),
    ),
    "DAMAGED_CHARACTERS": SheetMessage(
        _("Some characters could not be read."),
        _("{count} characters of the file are broken and are shown as �."),
        _("Check the rows with this sign, or save the file again as .xlsx."),
    ),
}


def describe(code: str, params: Mapping[str, str | int]) -> tuple[str, str, str]:
    """What happened, why and what to do next, in the active language.

    Raises KeyError for a code that is not in the catalogue.
    """
    message = SHEET_MESSAGES[code]
    what, why, do = (str(text).format(**params) for text in (message.what, message.why, message.next))
    return what, why, do
