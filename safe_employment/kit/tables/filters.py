"""Filters: what a list may be narrowed by. Only what is declared is read from an address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from safe_employment.kit.writing import day_text, number_text

if TYPE_CHECKING:
    from django.http import QueryDict
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor

Choices = Iterable[tuple[Any, "str | _StrPromise"]]
MOST_VALUES = 50


@dataclass(frozen=True)
class Chip:
    """A filter value in force; `gone` are the parameters (name, value) that its removal drops."""

    label: str
    text: str
    gone: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Filter:
    """What every filter has: a key in the address, a label, and the model field it looks at.

    `is_far` says that no index of the list serves it: what it leaves is counted no further than a search.
    """

    key: str
    label: str | _StrPromise
    field: str = ""
    is_far: bool = False
    template: ClassVar[str] = ""

    @property
    def path(self) -> str:
        """The field to look at; the key where none is named."""
        return self.field or self.key

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that the filter reads."""
        return (self.key,)

    def bind(self, params: QueryDict, by: Actor) -> BoundFilter:
        """Read the filter's values from an address; what is not valid is left out."""
        raise NotImplementedError

    def narrow(self, queryset: QuerySet[Any], values: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the records that fit the values (never called without values)."""
        raise NotImplementedError


@dataclass(frozen=True)
class BoundFilter:
    """A filter with the values of one request, as the template shows it."""

    spec: Filter
    values: Mapping[str, Any]
    params: tuple[tuple[str, str], ...]
    chips: tuple[Chip, ...]
    options: Sequence[tuple[str, str, bool]] = ()
    bounds: Sequence[tuple[str, str, str]] = field(default=())

    @property
    def is_active(self) -> bool:
        """Whether it narrows the list."""
        return bool(self.params)

    def apply(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the records."""
        return self.spec.narrow(queryset, self.values) if self.values else queryset


@dataclass(frozen=True)
class ChoiceFilter(Filter):
    """One or several of given choices.

    `choices` is (value, label) pairs or a function `(by) -> pairs`. `narrow_by(queryset, values)`
    replaces the plain `field__in`. `single` allows one value only.
    """

    choices: Choices | Callable[[Actor], Choices] = ()
    narrow_by: Callable[[QuerySet[Any], list[str]], QuerySet[Any]] | None = None
    single: bool = False
    template: ClassVar[str] = "kit/tables/choice.html"

    def bind(self, params: QueryDict, by: Actor) -> BoundFilter:
        found = self.choices(by) if callable(self.choices) else self.choices
        offered = {str(value): str(label) for value, label in found if value not in ("", None)}
        wanted = params.getlist(self.key)[:MOST_VALUES]
        chosen = [value for value in dict.fromkeys(wanted) if value in offered]
        if self.single:
            chosen = chosen[:1]
        return BoundFilter(
            self,
            {"values": chosen} if chosen else {},
            tuple((self.key, value) for value in chosen),
            tuple(Chip(str(self.label), offered[value], ((self.key, value),)) for value in chosen),
            options=[(value, label, value in chosen) for value, label in offered.items()],
        )

    def narrow(self, queryset: QuerySet[Any], values: Mapping[str, Any]) -> QuerySet[Any]:
        if self.narrow_by is not None:
            return self.narrow_by(queryset, values["values"])
        return queryset.filter(**{f"{self.path}__in": values["values"]})


@dataclass(frozen=True)
class BooleanFilter(Filter):
    """Yes or no. `narrow_by(queryset, wanted)` replaces the plain equality."""

    narrow_by: Callable[[QuerySet[Any], bool], QuerySet[Any]] | None = None
    template: ClassVar[str] = "kit/tables/choice.html"

    @property
    def single(self) -> bool:
        """One answer only."""
        return True

    def bind(self, params: QueryDict, by: Actor) -> BoundFilter:  # noqa: ARG002 - the same for everyone
        offered = {"yes": _("Yes"), "no": _("No")}
        raw = params.get(self.key, "")
        chosen = raw if raw in offered else ""
        return BoundFilter(
            self,
            {"wanted": chosen == "yes"} if chosen else {},
            ((self.key, chosen),) if chosen else (),
            (Chip(str(self.label), offered[chosen], ((self.key, chosen),)),) if chosen else (),
            options=[(value, label, value == chosen) for value, label in offered.items()],
        )

    def narrow(self, queryset: QuerySet[Any], values: Mapping[str, Any]) -> QuerySet[Any]:
        if self.narrow_by is not None:
            return self.narrow_by(queryset, values["wanted"])
        return queryset.filter(**{self.path: values["wanted"]})


@dataclass(frozen=True)
class _RangeFilter(Filter):
    """From a value up to and including another; either may be left out."""

    template: ClassVar[str] = "kit/tables/range.html"
    input_type: ClassVar[str] = "text"

    @property
    def names(self) -> tuple[str, ...]:
        return (f"{self.key}_from", f"{self.key}_to")

    def parse(self, raw: str) -> Any:
        """Return the value of one end, or None if it is none."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Write the value for a person."""
        raise NotImplementedError

    def bind(self, params: QueryDict, by: Actor) -> BoundFilter:  # noqa: ARG002 - the same for everyone
        low, high = self.names
        raw = {name: params.get(name, "").strip()[:20] for name in self.names}
        values = {
            name: parsed for name, text in raw.items() if text and (parsed := self.parse(text)) is not None
        }
        written = {name: self.write(value) for name, value in values.items()}
        text = ""
        if low in written and high in written:
            text = _("%(low)s to %(high)s") % {"low": written[low], "high": written[high]}
        elif low in written:
            text = _("from %(low)s") % {"low": written[low]}
        elif high in written:
            text = _("up to %(high)s") % {"high": written[high]}
        kept = tuple((name, raw[name]) for name in self.names if name in values)
        return BoundFilter(
            self,
            values,
            kept,
            (Chip(str(self.label), text, kept),) if text else (),
            bounds=[(low, _("From"), dict(kept).get(low, "")), (high, _("To"), dict(kept).get(high, ""))],
        )

    def narrow(self, queryset: QuerySet[Any], values: Mapping[str, Any]) -> QuerySet[Any]:
        low, high = self.names
        if low in values:
            queryset = queryset.filter(**{f"{self.path}__gte": values[low]})
        if high in values:
            queryset = queryset.filter(**{f"{self.path}__lte": values[high]})
        return queryset


@dataclass(frozen=True)
class DateRangeFilter(_RangeFilter):
    """Days, both ends included. For a field of instants say `field="created_at__date"`."""

    input_type: ClassVar[str] = "date"

    def parse(self, raw: str) -> date | None:
        try:
            return parse_date(raw)
        except ValueError:
            return None

    def write(self, value: date) -> str:
        return day_text(value)


@dataclass(frozen=True)
class NumberRangeFilter(_RangeFilter):
    """Numbers, both ends included."""

    input_type: ClassVar[str] = "number"

    def parse(self, raw: str) -> Decimal | None:
        try:
            found = Decimal(raw)
        except InvalidOperation:
            return None
        return found if found.is_finite() and abs(found) < Decimal(10) ** 12 else None

    def write(self, value: Decimal) -> str:
        return number_text(value)
