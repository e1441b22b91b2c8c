"""Forms of what an employer tells of itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actor_forms import ActorModelForm
from safe_employment.kit.forms import OfficeForm
from safe_employment.workforce.choosing import WordsField, YesNoField
from safe_employment.workforce.forms.fields import counts, several
from safe_employment.workforce.models import AdvertCondition, Establishment, HoursApproval, LedgerItem

POSTS = _("As the workers' records call them, parted by commas")


class EstablishmentForm(ActorModelForm[Establishment]):
    """What rules ask of the employer itself."""

    is_licensed = YesNoField(label=_("Registered or licensed"))
    is_entertainment_venue = YesNoField(label=_("Entertainment venue, bar or internet café"))
    exits_locked = YesNoField(label=_("Exits of workplace or dormitory are locked or blocked"))
    pregnancy_test = YesNoField(label=_("Pregnancy tests are made at hiring"))
    advert_conditions = several(AdvertCondition, _("Adverts set conditions of"))
    no_special_hours = forms.BooleanField(
        label=_("No comprehensive or flexible hours are approved"), required=False
    )
    auxiliary_posts = WordsField(
        label=_("Auxiliary posts that were made known"), required=False, help_text=POSTS
    )
    ledger_items = several(LedgerItem, _("The wage ledger shows"))

    class Meta:
        model = Establishment
        fields = (
            "is_licensed",
            "is_entertainment_venue",
            "hr_licence_no",
            "exits_locked",
            "advert_conditions",
            "pregnancy_test",
            "own_contracts",
            "dispatched_workers",
            "auxiliary_posts",
            "pay_day",
            "ledger_years",
            "ledger_items",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counts(self)
        if self.instance.employer.hours_approvals.exists():
            del self.fields["no_special_hours"]  # there are some: nobody needs to say that there are none
        self.initial["no_special_hours"] = "approved_system" in self.instance.known_none

    def clean_ledger_items(self) -> list[str] | None:
        """Items that nobody ticked are not known; conditions that nobody ticked are none."""
        return self.cleaned_data["ledger_items"] or None

    def _post_clean(self) -> None:
        """Leave the record alone: the command checks and writes it."""


class ApprovalForm(ActorModelForm[HoursApproval]):
    """An approval of special hours, as the labour bureau wrote it."""

    posts = WordsField(label=_("For the posts"), required=False, help_text=_("Empty: for all posts"))

    class Meta:
        model = HoursApproval
        fields = ("system", "from_date", "to_date", "cycle", "posts")

    def _post_clean(self) -> None:
        """Leave the record alone: the command checks the days and writes it."""


class BankFileForm(OfficeForm):
    """What the bank was told to pay out for a month."""

    month = forms.DateField(label=_("Month"), help_text=_("Any day of it"))
    total = forms.DecimalField(label=_("Total (yuan)"), min_value=0, max_digits=14, decimal_places=2)
