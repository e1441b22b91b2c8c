"""What an indicator is: which records it counts, how, and how a record of it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BooleanField,
    Count,
    Expression,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Sum,
    Value,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import can
from safe_employment.results.policies import OPEN_RECORDS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association
    from safe_employment.kit.policies import Permission

# The employer of a record; where the register merged it into another, that one.
EMPLOYER = Coalesce("employer__merged_into", "employer")


@dataclass(frozen=True)
class Period:
    """A half-open period of counting.

    Who or what is counted once is counted in the period in which they first appear since `counts_from`
    (the beginning of the programme; the period's own beginning where none is given).
    """

    starts_on: date
    ends_on: date
    counts_from: date | None = None

    @property
    def since(self) -> date:
        """The day from which first appearances are looked for."""
        return self.counts_from or self.starts_on


@dataclass(frozen=True)
class Row:
    """One counted record as the list behind a figure shows it."""

    label: str
    on: date | None
    quantity: int
    url: str = ""


@dataclass(frozen=True)
class Cut:
    """A way to divide a figure: `path` is the field, `name` gives the words of one of its values.

    `order` are the values that have an order of their own; else the largest part comes first.
    """

    key: str
    label: str | _StrPromise
    path: str | Expression
    name: Callable[[Any], str]
    order: Sequence[Any] = ()


@dataclass(frozen=True)
class Indicator:
    """An indicator. All its words are for readers; none of its figures is stored.

    `records(association, since, until)` gives the records of the source room between two days,
    `until` not included. `on` is the path of the day that counts. With `once_per` each value of that
    path is counted once, at its first record. With `quantity` the figure is the sum of that field,
    else the number of records. A `stock` is what holds at the end of the period, whenever it began: its
    `records` are all that began before `until`, and `ended` is the path of the day on which one ended.
    `opened_by(by)` are the records that a reader may open; the page of one is `route`, with the value
    of `route_path`. `label(record)` names a record; `related` are the joins that it needs.
    `of_persons`: cells under five are withheld from those who see figures only.
    """

    key: str
    group: str
    name: str | _StrPromise
    definition: str | _StrPromise
    unit: str | _StrPromise
    how_counted: str | _StrPromise
    room: str
    records: Callable[[Association, date, date], QuerySet[Any]]
    on: str
    label: Callable[[Any], str]
    permission: Permission
    opened_by: Callable[[Actor], QuerySet[Any]]
    route: str = ""
    route_path: str = "pk"
    once_per: str | Expression = ""
    quantity: str = ""
    stock: bool = False
    ended: str = ""
    of_persons: bool = False
    share_of: str = ""
    related: tuple[str, ...] = ()
    cuts: tuple[Cut, ...] = ()
    opened_path: str = "pk"

    def counted(self, association: Association, period: Period) -> QuerySet[Any]:
        """Return the very records that make up the figure of a period: one for each thing counted once.

        The figure is their number, or the sum of `quantity` over them.
        """
        found = self.records(association, period.since, period.ends_on)
        if self.once_per:
            found = first_of(found, self.once_per, self.on)
        if not self.stock:
            return found.filter(**{f"{self.on}__gte": period.starts_on})
        if not self.ended:
            return found
        return found.filter(Q(**{self.ended: None}) | Q(**{f"{self.ended}__gte": period.ends_on}))

    def by_day(self, association: Association, whole: Period) -> list[tuple[date | None, date | None, int]]:
        """Return the figure of a period by the days on which its records began and ended; one query."""
        if not self.ended:
            found = self.counted(association, whole).order_by().values_list(self.on)
            return [(day, None, int(n)) for day, n in found.annotate(figure=self.measure())]
        records = self.records(association, whole.since, whole.ends_on)
        days = records.order_by().values_list(self.on, self.ended).annotate(figure=self.measure())
        return [(day, ended, int(n)) for day, ended, n in days]

    def measure(self) -> Coalesce:
        """Return the aggregate that gives the figure of records, or of a group of them."""
        return Coalesce(Sum(self.quantity) if self.quantity else Count("pk"), Value(0))

    def value(self, records: QuerySet[Any]) -> int:
        """Return the figure of records."""
        return int(records.order_by().aggregate(figure=self.measure())["figure"])

    def falls_in(self, day: date | None, ended: date | None, starts_on: date, ends_on: date) -> bool:
        """Whether a record belongs to a part of the period (that of a stock to all at whose end it holds)."""
        if self.stock:
            return (day is None or day < ends_on) and (ended is None or ended >= ends_on)
        return day is not None and starts_on <= day < ends_on

    def listed(self, association: Association, period: Period, by: Actor) -> QuerySet[Any]:
        """Return the counted records for a list, with `is_open`: whether the reader may see which it is."""
        visible = self.opened_by(by).order_by().values("pk") if can(by, self.permission) else None
        is_open: Any = Value(value=False, output_field=BooleanField())
        if visible is not None:
            is_open = ExpressionWrapper(
                Q(**{f"{self.opened_path}__in": visible}), output_field=BooleanField()
            )
        found = self.counted(association, period).annotate(is_open=is_open)
        listed: QuerySet[Any] = found.select_related(*self.related) if self.related else found
        return listed

    def row(self, record: Any, by: Actor) -> Row:
        """Return a record of `listed` as the list shows it: nameless and closed to who may not open it."""
        from safe_employment.kit.navigation import address

        day, quantity = reach(record, self.on), 1
        if self.quantity:
            quantity = reach(record, self.quantity) or 0
        if not getattr(record, "is_open", False):
            return Row(str(_("Not open to you")), day, quantity)
        url = address(by, self.route, pk=reach(record, self.route_path)) if self.route else ""
        return Row(self.label(record), day, quantity, url)

    def may_be_opened(self, reader: Actor) -> bool:
        """Whether a reader may see the list of records: by this room's rule and by the source room's."""
        return can(reader, OPEN_RECORDS) and can(reader, self.permission)

    def withholds_from(self, reader: Actor | None) -> bool:
        """Whether small cells are withheld from a reader; None stands for the public."""
        return self.of_persons and (reader is None or not self.may_be_opened(reader))


def reach(record: Any, path: str) -> Any:
    """Return the value at the end of a field path of a record; None where a step is missing."""
    found = record
    for step in path.split("__"):
        found = getattr(found, step, None)
        if found is None:
            return None
    return found


def first_of(records: QuerySet[Any], who: str | Expression, on: str) -> QuerySet[Any]:
    """Return the first record of each `who`: one row for each, that of the earliest day."""
    place = Window(
        RowNumber(),
        partition_by=[F(who) if isinstance(who, str) else who],
        order_by=[F(on).asc(), F("pk").asc()],
    )
    firsts = records.order_by().annotate(place=place).filter(place=1)
    first: QuerySet[Any] = records.model._default_manager.filter(pk__in=firsts.values("pk"))
    return first


def words_of(choices: Any) -> Callable[[Any], str]:
    """Return a function that gives the word of a choice's value; the value itself where there is none."""
    words: Mapping[Any, Any] = dict(choices.choices)

    def name(value: Any) -> str:
        return str(words.get(value) or value or _("Not known"))

    return name


def district(value: Any) -> str:
    """Return the name of a division code."""
    from safe_employment.kit.divisions import division_name

    return division_name(value) if value else str(_("Not known"))


def industry(value: Any) -> str:
    """Return the name of a section of GB/T 4754."""
    from safe_employment.members.places import section_name

    return section_name(value) if value else str(_("Not known"))


def yes_no(value: Any) -> str:
    """Return yes or no."""
    return str(_("Yes") if value else _("No"))
