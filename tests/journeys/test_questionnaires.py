"""What phones do not ask is read before publishing; photos kept aside are seen where one decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from safe_employment.instruments import commands as instruments
from safe_employment.instruments.models import HeldSubmission
from safe_employment.instruments.tests import factories
from safe_employment.instruments.tests.factories import markdown
from safe_employment.instruments.tests.sending import device, filled, send
from safe_employment.instruments.tests.test_held_files import held
from safe_employment.instruments.tests.test_intake import PHOTOS
from safe_employment.instruments.tests.test_on_phones import ROWS
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association
from tests.journeys.conftest import Visitor


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_a_draft_and_what_was_kept_aside_at_a_desk_and_on_a_phone(
    language: str, visit: Callable[..., Visitor], kunming: Association, manager: Actor, monitor: Actor
) -> None:
    kind = "visit_checklist"
    draft = instruments.upload_version(by=manager, data=markdown(ROWS, version="2"), name="a.md", kind=kind)
    factories.published(kunming, [*PHOTOS[:-1], factories.text("voice", type="audio"), PHOTOS[-1]])
    kept = held(monitor, voice=b"ID3" + b"\0" * 2045)
    send(device(monitor)[0], filled({"A/A01": "yes"}, form="nothing", instance="uuid:3"))
    alone = HeldSubmission.objects.get(form_id="nothing")
    for is_phone in (False, True):
        screen = visit(manager, phone=is_phone, language=language)
        for name, path in (
            ("draft", f"instruments/versions/{draft.pk}/"),
            ("publish", f"instruments/versions/{draft.pk}/publish/"),
            ("held-no-files", f"submissions/held/{alone.pk}/"),
            ("held", f"submissions/held/{kept.pk}/"),
        ):
            screen.open(f"/a/kunming/{path}")
            if language == "en-GB":
                screen.look(name)
            else:  # names of questions and of ODK's app stay as they are
                assert not screen.overflows(), name
                assert screen.axe() == [], name
        for which, width in enumerate((480, 16)):
            photo = screen.page.locator(".sent-photo img").nth(which)
            photo.scroll_into_view_if_needed()
            wide = "([one, width]) => one.naturalWidth === width"
            screen.page.wait_for_function(wide, arg=[photo.element_handle(), width])
