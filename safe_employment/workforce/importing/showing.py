"""What a preview keeps of a plan, and how it is told: who comes, who goes, what of whom becomes what.

Names, numbers hidden but for their end, no protected facts. It is emptied with the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import DecimalField
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst

from safe_employment.engines.labour_law.books import sheet_named
from safe_employment.kit.divisions import division_name
from safe_employment.kit.models.associations import in_language
from safe_employment.kit.sealed import SealedField, Sealer, masked
from safe_employment.kit.writing import day_text, written
from safe_employment.workforce.models import Contract, Worker
from safe_employment.workforce.presentation import nationality_name

if TYPE_CHECKING:
    from django.db.models import Model
    from django.utils.safestring import SafeString

    from .plan import Changes, ImportPlan

__all__ = ["changes_text", "preview_of"]

#: Records of a kind that a preview names.
SHOWN = 200
_MODELS: Mapping[str, type[Model]] = {"workers": Worker, "contracts": Contract}
#: Fields that hold a code without choices of their own.
_CODES: Mapping[str, Callable[[str], str]] = {
    "nationality": nationality_name,
    "work_district": division_name,
    "household_code": division_name,
}


def preview_of(plan: ImportPlan, association_id: int) -> dict[str, Any]:
    """Return what the preview shows, as JSON keeps it."""
    sealer = Sealer(association_id)

    def person(worker: Worker) -> dict[str, Any]:
        return {
            "name": worker.name,
            "staff_no": worker.staff_no,
            "number": masked(worker, "id_number", sealer),
            "from": day_text(worker.hire_date),
            "until": day_text(worker.leave_date) if worker.leave_date else "",
        }

    contracts = [(each, changed) for each, changed in plan.to_change if isinstance(each, Contract)]
    return {
        "joiners": [person(worker) for worker in plan.joiners[:SHOWN]],
        "leavers": [person(worker) for worker in plan.leavers[:SHOWN]],
        "changed": [
            person(worker) | {"fields": _fields(worker, changed)}
            for worker, changed in plan.changed_workers[:SHOWN]
        ],
        "changed_contracts": [
            person(each.worker) | {"since": day_text(each.from_date), "fields": _fields(each, changed)}
            for each, changed in contracts[:SHOWN]
        ],
        "not_kept": plan.not_kept,
        "not_read": plan.not_read,
    }


def changes_text(sheet: str, changes: Iterable[Mapping[str, Any]]) -> SafeString:
    """Return what becomes what, in the language in force: ``岗位：服务员 → 领班``."""

    def told(each: Mapping[str, Any]) -> SafeString:
        field = _MODELS[sheet]._meta.get_field(each["name"])
        label = capfirst(str(getattr(field, "verbose_name", field.name)))
        if "new" not in each:
            return format_html("{}", label)
        old, new = (_value(sheet, field, each[name]) for name in ("old", "new"))
        return format_html("{}{}{} → {}", label, in_language("：", ": "), old, new)

    return format_html_join(in_language("；", "; "), "{}", ((told(each),) for each in changes))


def _fields(record: Model, changed: Changes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name, before in changed.items():
        field = record._meta.get_field(name)
        if name.endswith("_digest"):
            continue
        is_open = not isinstance(field, SealedField) and not field.is_relation
        values = {"old": _kept(before), "new": _kept(getattr(record, name))} if is_open else {}
        found.append({"name": name, **values})
    return found


def _kept(value: Any) -> Any:
    """Return a value as JSON keeps it; dates and amounts are texts."""
    is_plain = value is None or isinstance(value, str | int | bool | list)
    return value if is_plain else DjangoJSONEncoder().default(value)


def _value(sheet: str, field: Any, kept: Any) -> SafeString:
    """Return a kept value as a person reads it."""
    if isinstance(kept, list):
        words = in_language("、", ", ").join(_word(sheet, field, each) for each in kept)
        return written(words)
    value = field.to_python(kept)
    if isinstance(value, str) and value:
        value = _CODES[field.name](value) if field.name in _CODES else _word(sheet, field, value)
    return written(value, "money" if isinstance(field, DecimalField) else "text")


def _word(sheet: str, field: Any, code: str) -> str:
    """Return the word of a choice; of what is known to be none the name of the column."""
    if field.name == "known_none":
        fact = sheet_named(sheet).fact(code)
        return in_language(fact.zh, fact.en)
    choices = dict(getattr(field, "base_field", field).flatchoices)
    return str(choices.get(code, code))
