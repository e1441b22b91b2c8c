"""The owner and the employer's head are two people: each hears their own step, else the manager phones."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from safe_employment.findings import commands
from safe_employment.findings.tests.factories import action, finding
from safe_employment.findings.tests.test_escalation import DUE, run_on
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Notice, Person, RoleAssignment
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.commands import end_contact, mark_head
from safe_employment.members.models import Contact, Employer
from safe_employment.members.tests.factories import contact_of, employer

LATE = DUE + timedelta(days=3)


def heard(by: Actor) -> list[str]:
    found = Notice.objects.filter(person=by.person).order_by("pk")
    return [kind.removeprefix("findings.") for kind in found.values_list("kind", flat=True)]


def there(by: Actor, head: str = "") -> Employer:
    made = employer(by.home)
    made.legal_representative = head
    made.save()
    return made


def named(by: Actor, name: str) -> Actor:
    Person.objects.filter(pk=by.person.pk).update(name=name)  # type: ignore[union-attr]  # contacts are people
    return by


def test_owner_and_head_hear_each_their_own_step(monitor: Actor, manager: Actor) -> None:
    shop = there(monitor, "王建国")
    head, staff, other = (named(contact_of(shop), name) for name in ("王建国", "陈美玲", "李四"))
    assert staff.person
    owner = Contact.objects.create(employer=shop, name="陈店长", email=staff.person.email.upper())
    action(monitor, finding(monitor, employer=shop), owner_name="", owner_contact=owner)
    run_on(monitor, LATE)
    assert (heard(staff), heard(head), heard(other)) == (["owner_late"], ["head_late"], [])
    assert heard(manager) == []


def test_without_an_own_access_of_the_owner_all_but_the_head_are_called(monitor: Actor) -> None:
    shop = there(monitor, "王建国")
    head, staff = (named(contact_of(shop), name) for name in ("王建国", "陈美玲"))
    action(monitor, finding(monitor, employer=shop), owner_name="张三")
    run_on(monitor, LATE)
    assert (heard(staff), heard(head)) == (["owner_late"], ["head_late"])


def test_a_head_who_is_the_owner_hears_once_and_the_manager_phones(monitor: Actor, manager: Actor) -> None:
    shop = there(monitor, "王建国")
    head = named(contact_of(shop), "王建国")
    action(monitor, finding(monitor, employer=shop), owner_name="王建国")
    run_on(monitor, LATE)
    assert (heard(head), heard(manager)) == (["owner_late"], ["head_late_by_phone"])


def marked(shop: Employer, by: Actor, clerk: Actor) -> Actor:
    """Someone whom the register marks as the head of the employer."""
    access = shop.portal_contacts.get(person=by.person)
    mark_head(by=clerk, contact=access, is_head=True)
    return by


def test_who_is_marked_as_the_head_is_told_and_not_who_bears_the_name(monitor: Actor, manager: Actor) -> None:
    shop = there(monitor, "王建国")
    son, head, staff = (named(contact_of(shop), name) for name in ("王建国", "王志强", "陈美玲"))
    marked(shop, head, manager)
    action(monitor, finding(monitor, employer=shop), owner_name="陈美玲")
    run_on(monitor, LATE)
    assert (heard(staff), heard(head), heard(son)) == (["owner_late"], ["head_late"], [])


def test_where_no_access_is_marked_any_more_the_name_counts(monitor: Actor, manager: Actor) -> None:
    shop = there(monitor, "王建国")
    head, gone, staff = (named(contact_of(shop), name) for name in ("王建国", "王志强", "陈美玲"))
    marked(shop, gone, manager)
    end_contact(by=manager, contact=shop.portal_contacts.get(person=gone.person), now=timezone.now())
    action(monitor, finding(monitor, employer=shop), owner_name="陈美玲")
    run_on(monitor, LATE)
    assert (heard(staff), heard(head), heard(gone)) == (["owner_late"], ["head_late"], [])


def test_the_head_is_marked_on_the_employers_page(monitor: Actor, clerk: Actor) -> None:
    shop = there(monitor)
    head = contact_of(shop)
    access = shop.portal_contacts.get(person=head.person)
    client, kwargs = signed_in(clerk), {"association": clerk.home.slug, "pk": access.pk}
    for said, is_head in (("Not the head", True), ("Is the head", False)):
        shown = client.post(reverse("members:mark_head", kwargs=kwargs), follow=True).content.decode()
        access.refresh_from_db()
        assert (access.is_head, said in shown) == (is_head, True)
    assert signed_in(head).post(reverse("members:mark_head", kwargs=kwargs)).status_code == 404


def test_nobody_is_taken_for_the_head_whom_the_register_does_not_name(monitor: Actor, manager: Actor) -> None:
    shop = there(monitor)
    staff = contact_of(shop)
    action(monitor, finding(monitor, employer=shop))
    run_on(monitor, LATE)
    assert (heard(staff), heard(manager)) == (["owner_late"], ["head_late_by_phone"])


def test_a_finder_who_has_left_does_not_phone(monitor: Actor, manager: Actor) -> None:
    action(monitor, finding(monitor), due_on=date(2026, 3, 16))
    run_on(monitor, DUE - timedelta(days=2))
    assert heard(monitor) == ["owner_due_soon_by_phone"]
    RoleAssignment.objects.filter(person=monitor.person).update(ended_at=timezone.now())
    run_on(manager, DUE)
    assert (heard(monitor), heard(manager)) == (["owner_due_soon_by_phone"], ["owner_late_by_phone"])


def test_nor_does_a_reply_get_lost(
    monitor: Actor, manager: Actor, django_capture_on_commit_callbacks
) -> None:
    made = finding(monitor)
    RoleAssignment.objects.filter(person=monitor.person).update(ended_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        commands.reply_to_finding(by=contact_of(made.employer), finding=made, text="已经发过了")
    assert (heard(monitor), heard(manager)) == ([], ["replied"])
