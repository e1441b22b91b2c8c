"""What an employer's contact sees: signing, the certificate, and its public check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.conduct import commands, policies, queries
from safe_employment.conduct.forms import SigningForm
from safe_employment.conduct.models import SignatureState
from safe_employment.conduct.qr import qr_code
from safe_employment.conduct.references import read_reference
from safe_employment.conduct.views.parts import page, page_of
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door, public
from safe_employment.kit.errors import Hidden
from safe_employment.kit.pages import FormWords, form_page, posted

if TYPE_CHECKING:
    from django.http import HttpRequest


@door(policies.SIGN_FOR_EMPLOYER)
def portal(request: HttpRequest) -> HttpResponse:
    """Show the contact's employers, and whether each has signed the version in force."""
    by = actor_of(request)
    version = queries.version_in_force(by)
    employers = list(queries.own_employers(by))
    signed = {
        each.employer_id: each
        for each in queries.signatures_for(by).filter(
            version=version, state=SignatureState.SIGNED, employer__in=employers
        )
    }
    context = {
        "version": version,
        "recommendation": queries.recommendation_in_force(by),
        "employers": [(each, signed.get(each.pk)) for each in employers],
    }
    return render(request, "conduct/portal.html", context)


@door(policies.SIGN_FOR_EMPLOYER)
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the code and take the signature under it."""
    by = actor_of(request)
    employer = queries.own_employer(by, pk)
    version = queries.version_in_force(by)
    if version is None:
        raise Hidden
    form = SigningForm(*posted(request), initial={"signatory_name": by.person.name if by.person else ""})
    form.version, form.employer = version, employer  # type: ignore[attr-defined]
    words = FormWords(_("Sign the code of conduct"), _("Sign"), _("Signed. Thank you."))
    back, done = page(by, "portal"), page_of(by, "certificate")
    return form_page(
        request,
        form,
        commands.sign_in_portal,
        words,
        back=back,
        done=done,
        template="conduct/sign.html",
        by=by,
        employer=employer.pk,
        version=version,
        today=timezone.localdate(),
    )


@door(policies.READ_CODE)
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the certificate of a signature, to print and hang up."""
    by = actor_of(request)
    found = queries.signature_for(by, pk)
    path = reverse("conduct:check", kwargs={"association": by.home.slug, "reference": found.reference})
    check_url = f"{settings.PUBLIC_URL}{path}"
    context = {"signature": found, "check_url": check_url, "qr": qr_code(check_url)}
    return render(request, "conduct/certificate.html", context)


@public
def check(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell whoever holds a certificate whether it is genuine and still holds."""
    found = queries.signature_by_reference(read_reference(reference))
    status = 200 if found else 404
    return render(request, "conduct/check.html", {"signature": found, "reference": reference}, status=status)
