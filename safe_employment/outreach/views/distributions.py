"""Pages of copies handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.divisions import division_name
from safe_employment.kit.doors import door
from safe_employment.kit.pages import (
    FormWords,
    confirm_page,
    form_page,
    link_to,
    posted,
    record_page,
    removing,
    saving,
)
from safe_employment.outreach import commands, forms, queries
from safe_employment.outreach.policies import DISTRIBUTE, SEE_OUTREACH
from safe_employment.outreach.tables import DistributionTable
from safe_employment.outreach.views.parts import action_if, edit_and_remove, list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door(SEE_OUTREACH)
def distributions(request: HttpRequest) -> HttpResponseBase:
    """List copies handed out."""
    by = actor_of(request)
    add = action_if(by, DISTRIBUTE, _("Record copies handed out"), "add_distribution", kind="primary")
    return list_page(request, DistributionTable, queries.distributions_for(by), add)


@door(SEE_OUTREACH)
def distribution(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one handing over."""
    by = actor_of(request)
    found = queries.distribution_for(by, pk)
    return record_page(
        request,
        title=_("Materials handed out"),
        subtitle=found.material,
        back=page(by, "distributions"),
        back_label=_("Materials handed out"),
        facts=[
            (_("Material"), link_to(by, "outreach:material", found.material)),
            (_("Copies"), found.copies),
            (_("Handed out on"), found.distributed_on),
            (_("Audience"), found.get_audience_display()),
            (_("To whom"), found.recipient),
            (_("District"), division_name(found.division_code)),
            (_("At the event"), link_to(by, "outreach:event", found.event)),
            (_("Employer"), link_to(by, "members:employer", found.employer)),
        ],
        actions=edit_and_remove(by, DISTRIBUTE, "distribution", pk),
    )


@door(DISTRIBUTE)
def add_distribution(request: HttpRequest) -> HttpResponse:
    """Record that copies of a material were handed out."""
    by = actor_of(request)
    form = forms.NewDistributionForm(
        *posted(request), by=by, initial={"distributed_on": timezone.localdate()}
    )
    words = FormWords(_("Record copies handed out"), _("Record"), _("Copies recorded."))
    back, done = page(by, "distributions"), page_of(by, "distribution")
    return form_page(request, form, commands.record_distribution, words, back=back, done=done, by=by)


@door(DISTRIBUTE)
def distribute(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that copies of this material were handed out."""
    by = actor_of(request)
    found = queries.material_for(by, pk)
    form = forms.DistributionForm(*posted(request), by=by, initial={"distributed_on": timezone.localdate()})
    left = _("%(material)s: %(copies)d copies in stock") % {"material": found, "copies": found.in_stock}
    words = FormWords(_("Record copies handed out"), _("Record"), _("Copies recorded."), left)
    back = page(by, "material", pk)
    return form_page(request, form, commands.record_distribution, words, back=back, by=by, material=pk)


@door(DISTRIBUTE)
def change_distribution(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one handing over."""
    by = actor_of(request)
    found = queries.distribution_for(by, pk)
    form = forms.DistributionForm(*posted(request), by=by, instance=found)
    words = saving(_("Edit the copies handed out"), found.material)
    back = page(by, "distribution", pk)
    return form_page(request, form, commands.change_distribution, words, back=back, by=by, distribution=pk)


@door(DISTRIBUTE)
def remove_distribution(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a handing over that was recorded by mistake."""
    by = actor_of(request)
    found = queries.distribution_for(by, pk)
    words = removing(_("Remove this record?"), found)
    back, done = page(by, "distribution", pk), page(by, "distributions")
    return confirm_page(
        request, commands.remove_distribution, words, back=back, done=done, by=by, distribution=pk
    )
