"""What a preview keeps of a plan: who comes, who goes, and what of whom becomes what.

Names, numbers hidden but for their end, no protected facts. It is emptied with the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from safe_employment.kit.models.associations import in_language
from safe_employment.kit.sealed import SealedField, Sealer, masked
from safe_employment.kit.writing import day_text, number_text
from safe_employment.workforce.models import Contract, Worker

from .register import BEFORE

if TYPE_CHECKING:
    from django.db.models import Field, Model

    from .plan import ImportPlan

__all__ = ["changes_text", "preview_of"]

#: Records of a kind that a preview names.
SHOWN = 200
_MODELS: Mapping[str, type[Model]] = {"workers": Worker, "contracts": Contract}


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

    contracts = [(each, names) for each, names in plan.to_change if isinstance(each, Contract)]
    return {
        "joiners": [person(worker) for worker in plan.joiners[:SHOWN]],
        "leavers": [person(worker) for worker in plan.leavers[:SHOWN]],
        "changed": [
            person(worker) | {"fields": _changes(worker, names)}
            for worker, names in plan.changed_workers[:SHOWN]
        ],
        "changed_contracts": [
            person(each.worker) | {"since": day_text(each.from_date), "fields": _changes(each, names)}
            for each, names in contracts[:SHOWN]
        ],
        "not_kept": plan.not_kept,
        "not_read": plan.not_read,
    }


def changes_text(sheet: str, changes: Iterable[Mapping[str, Any]]) -> str:
    """Return what becomes what, in the language in force: ``岗位：服务员 → 领班``."""
    model, colon = _MODELS[sheet], in_language("：", ": ")
    told = []
    for each in changes:
        field: Any = model._meta.get_field(each["name"])
        text = str(capfirst(str(getattr(field, "verbose_name", field.name))))
        if "new" in each:
            text += f"{colon}{_written(field, each['old'])} → {_written(field, each['new'])}"
        told.append(text)
    return in_language("；", "; ").join(told)


def _changes(record: Model, names: Iterable[str]) -> list[dict[str, Any]]:
    before = record.__dict__.get(BEFORE, {})
    found: list[dict[str, Any]] = []
    for name in names:
        field = record._meta.get_field(name)
        if name.endswith("_digest"):
            continue
        is_plain = not isinstance(field, SealedField) and not field.is_relation and name in before
        values = {"old": _kept(before[name]), "new": _kept(getattr(record, name))} if is_plain else {}
        found.append({"name": name, **values})
    return found


def _kept(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _written(field: Field[Any, Any], value: Any) -> str:
    """Return a kept value as a person reads it."""
    if value in (None, "", []):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        inner = getattr(field, "base_field", field)
        return in_language("、", ", ").join(_written(inner, each) for each in value)
    words = dict(field.flatchoices).get(value)
    if words is not None:
        return str(words)
    kind = field.get_internal_type()
    if kind == "DateField":
        return day_text(date.fromisoformat(value))
    return number_text(Decimal(value), "money") if kind == "DecimalField" else str(value)
