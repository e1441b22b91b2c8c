"""Each indicator counts its records, the edges of a half-open period included, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import translation

from safe_employment.conduct.models import Advocacy, CopyDistribution
from safe_employment.conduct.tests import factories as conduct
from safe_employment.interviews.tests import factories as interviews
from safe_employment.kit.navigation import address
from safe_employment.members.commands import merge_employers
from safe_employment.members.models import Employer
from safe_employment.opportunities.tests import factories as opportunities
from safe_employment.outreach.tests import factories as outreach
from safe_employment.results.counting import divided, figures_of, values_of
from safe_employment.results.indicators import GROUPS, INDICATORS, Period, indicator
from safe_employment.results.periods import parts_of
from safe_employment.results.tests import factories, makers
from safe_employment.training.models import Attendance

FIRST, AFTER = date(2007, 1, 1), date(2008, 1, 1)
PERIOD = Period(FIRST, AFTER)
DAY = timedelta(days=1)


def figure(key, association, period=PERIOD):
    wanted = indicator(key)
    return wanted.value(wanted.counted(association, period))


@pytest.mark.parametrize("key", [one.key for one in INDICATORS if not one.stock])
def test_the_period_holds_its_first_day_and_not_the_day_of_its_end(key, kunming, qujing, manager):
    make, number = makers.MAKERS[key]
    for day in (FIRST - DAY, AFTER):
        make(kunming, day)
    make(qujing, FIRST)
    assert figure(key, kunming) == 0
    for day in (FIRST, AFTER - DAY):
        make(kunming, day)
    assert figure(key, kunming) == 2 * number


@pytest.mark.parametrize("key", [one.key for one in INDICATORS if not one.stock])
def test_the_figure_is_that_of_its_list(key, kunming, manager):
    make, number = makers.MAKERS[key]
    for day in (FIRST, FIRST, FIRST + 100 * DAY):
        make(kunming, day)
    wanted = indicator(key)
    rows = [wanted.row(record, manager) for record in wanted.listed(kunming, PERIOD, manager)]
    assert len(rows) == 3
    assert sum(row.quantity for row in rows) == 3 * number == figure(key, kunming)
    assert sorted(row.on for row in rows if row.on) == [FIRST, FIRST, FIRST + 100 * DAY]
    assert all(row.label and row.label != "Not open to you" for row in rows)


def test_every_indicator_is_told_apart_and_belongs_somewhere():
    assert len({one.key for one in INDICATORS}) == len(INDICATORS)
    assert len({str(one.name) for one in INDICATORS}) == len(INDICATORS)
    for one in INDICATORS:
        assert one.group in GROUPS
        assert len({cut.key for cut in one.cuts}) == len(one.cuts)
        assert not one.share_of or indicator(one.share_of)
        assert str(one.definition)[-1] in ".。"
        assert str(one.how_counted)[-1] in ".。"


@pytest.mark.parametrize("key", [one.key for one in INDICATORS if one.route])
def test_each_list_leads_to_pages_that_exist(key, manager):
    assert address(manager, indicator(key).route, pk=1)


def test_members_are_those_who_had_joined_and_had_not_left(kunming, qujing):
    makers.employer(kunming, joined_on=AFTER - DAY)
    makers.employer(kunming, joined_on=date(1999, 5, 1))
    makers.employer(kunming, joined_on=FIRST, standing="suspended")
    makers.employer(kunming, joined_on=FIRST, standing="left", left_on=AFTER)
    assert figure("members", kunming) == 4
    makers.employer(kunming, joined_on=AFTER)
    makers.employer(kunming, joined_on=FIRST, standing="left", left_on=AFTER - DAY)
    makers.employer(kunming, joined_on=FIRST, standing="left")
    makers.employer(kunming, joined_on=FIRST, standing="applicant")
    makers.employer(kunming, joined_on=FIRST, merged_into=makers.employer(kunming, joined_on=AFTER))
    makers.employer(qujing, joined_on=FIRST)
    assert figure("members", kunming) == 4


def test_where_the_day_of_joining_is_not_known_the_register_tells_since_when(kunming):
    known = makers.employer(kunming, joined_on=None)
    assert figure("members", kunming) == 0
    Employer.objects.filter(pk=known.pk).update(created_at=datetime(2007, 12, 31, 15, 59, tzinfo=UTC))
    assert figure("members", kunming) == 1
    Employer.objects.filter(pk=known.pk).update(created_at=datetime(2007, 12, 31, 16, 1, tzinfo=UTC))
    assert figure("members", kunming) == 0  # that is 2008 in Kunming


def test_a_member_that_left_counts_in_the_years_before(kunming):
    programme = factories.programme(kunming)
    makers.employer(kunming, joined_on=date(2005, 6, 1), standing="left", left_on=date(2007, 6, 1))
    makers.employer(kunming, joined_on=date(2006, 6, 1))
    parts = parts_of(programme)
    [members] = figures_of(programme, parts, ["members"])
    assert [members.value(part) for part in parts.steps] == [1, 2, 1, 1]
    assert members.value(parts.whole) == 1


def test_an_employer_that_signs_both_versions_counts_once_in_the_period_of_the_first(kunming):
    signer = makers.employer(kunming, staff=30, women=20)
    makers.signature(kunming, date(2006, 5, 1), signer)
    revised = conduct.revised_code(kunming, published_on=date(2007, 2, 1))
    again = makers.signature(kunming, date(2007, 3, 1))
    again.employer, again.version = signer, revised
    again.save()
    whole = Period(date(2005, 1, 1), date(2009, 1, 1))
    assert figure("signatures", kunming, whole) == 1
    assert figure("women_at_signatories", kunming, whole) == 20
    assert figure("signatures", kunming, Period(FIRST, AFTER, whole.starts_on)) == 0
    assert figure("signatures", kunming, Period(FIRST, AFTER)) == 1


def test_merged_employers_are_one(kunming):
    stays = makers.employer(kunming)
    gone = makers.employer(kunming, merged_into=stays)
    makers.signature(kunming, FIRST, stays)
    makers.signature(kunming, FIRST, gone)
    makers.advocacy(kunming, FIRST, stays)
    makers.advocacy(kunming, FIRST, gone)
    opportunities.held_trip(kunming, stays, gone, held_on=FIRST)
    for key in ("signatures", "advocates", "field_trip_enterprises"):
        assert figure(key, kunming) == 1, key


def test_an_enterprise_on_two_trips_counts_once(kunming):
    one, two = makers.employer(kunming), makers.employer(kunming)
    opportunities.held_trip(kunming, one, two, held_on=FIRST)
    opportunities.held_trip(kunming, one, held_on=FIRST + DAY)
    assert figure("field_trip_enterprises", kunming) == 2


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_what_did_not_take_place_does_not_count(kunming, state):
    reason = {"cancelled_because": "大雨"} if state == "cancelled" else {}
    outreach.event(kunming, held_on=FIRST, state=state, **reason)
    trip = opportunities.trip(kunming, held_on=FIRST, state=state, **reason)
    opportunities.participant(trip, makers.employer(kunming))
    assert figure("public_events", kunming) == 0
    assert figure("field_trip_enterprises", kunming) == 0


def test_what_was_withdrawn_does_not_count(kunming, manager):
    signed = makers.signature(kunming, FIRST)
    type(signed).objects.update(state="withdrawn", withdrawn_on=FIRST, withdrawn_reason="误录")
    copies = makers.code_copies(kunming, FIRST)
    type(copies).objects.update(state="withdrawn", withdrawn_reason="误录")
    makers.finding(kunming, FIRST, state="withdrawn")
    case = interviews.case_study(kunming, interviewed_on=FIRST)
    case.consent.withdrawn_at = "2008-01-01T00:00:00Z"
    case.consent.withdrawal_recorded_by = manager.person
    case.consent.save()
    for key in ("signatures", "women_at_signatories", "codes_distributed", "findings", "case_studies"):
        assert figure(key, kunming) == 0, key


def test_an_advocate_that_stopped_stays_counted(kunming):
    makers.advocacy(kunming, FIRST)
    Advocacy.objects.update(state="ended", ended_on=FIRST + 10 * DAY, end_reason="停业")
    assert figure("advocates", kunming) == 1


def test_only_handbooks_and_brochures_are_handbooks(kunming):
    for kind in ("handbook", "brochure", "leaflet", "poster"):
        outreach.distribution(outreach.material(kunming, kind=kind), distributed_on=FIRST)
    assert figure("handbooks_distributed", kunming) == 200


def test_an_action_that_was_late_was_verified_but_not_in_time(kunming):
    makers.verified_action(kunming, FIRST + 90 * DAY)
    makers.verified_action(kunming, FIRST + 90 * DAY, days_late=3)
    assert figure("actions_verified", kunming) == 2
    assert figure("actions_verified_in_time", kunming) == 1


def test_staff_are_counted_in_the_phase_in_which_they_were_new(kunming):
    programme = factories.programme(kunming)
    parts = parts_of(programme)
    before = [makers.staff_member(kunming) for _each in range(3)]
    for trained in before:
        makers.staff_attendance(kunming, date(2006, 5, 1), trained)
    for trained in (*before[:2], makers.staff_member(kunming)):
        makers.staff_attendance(kunming, date(2007, 5, 1), trained)
    [staff] = figures_of(programme, parts, ["staff_trained"])
    assert [staff.value(part) for part in (parts.whole, *parts.phases)] == [4, 3, 1]
    [workshops] = figures_of(programme, parts, ["workshops_held"])
    assert workshops.value(parts.whole) == 6


def test_who_stayed_away_or_came_to_no_workshop_of_the_kind_does_not_count(kunming):
    makers.staff_attendance(kunming, FIRST, attended=False)
    makers.employer_attendance(kunming, FIRST, attended=False)
    for state in ("planned", "open", "cancelled"):
        held = makers.workshop(kunming, FIRST, state=state)
        Attendance.objects.create(association=kunming, workshop=held, employer=makers.employer(kunming))
    for key in ("staff_trained", "employers_in_workshops", "people_from_employers"):
        assert figure(key, kunming) == 0, key
    assert figure("workshops_held", kunming) == 2


def test_an_employer_in_several_workshops_or_with_several_people_counts_once(kunming):
    one = makers.employer(kunming)
    merged = makers.employer(kunming, merged_into=one)
    same = makers.workshop(kunming, FIRST)
    for name in ("张三", "李四"):
        Attendance.objects.create(association=kunming, workshop=same, employer=one, attendee_name=name)
    makers.employer_attendance(kunming, FIRST + DAY, one)
    makers.employer_attendance(kunming, FIRST + DAY, merged)
    assert figure("employers_in_workshops", kunming) == 1
    assert figure("people_from_employers", kunming) == 6


def test_only_visits_that_were_held_are_visits(kunming, manager, monitor):
    for outcome in ("held", "refused", "business_closed"):
        makers.visit(kunming, FIRST, outcome)
    assert figure("unannounced_visits", kunming) == 1
    assert figure("visits_attempted", kunming) == 3


def test_a_chain_of_merges_is_one_employer(kunming, manager):
    chain = [makers.employer(kunming) for _number in range(3)]
    for link in chain:
        makers.signature(kunming, FIRST, link)
        makers.employer_attendance(kunming, FIRST, link)
    for gone, kept in pairwise(chain):
        merge_employers(by=manager, kept=kept, gone=gone)
    for key in ("signatures", "employers_in_workshops", "members"):
        assert figure(key, kunming) == 1, key


def test_phases_and_years_add_up_to_the_programme(kunming):
    programme = factories.programme(kunming)
    parts = parts_of(programme)
    signer = makers.employer(kunming)
    makers.signature(kunming, date(2006, 12, 31), signer)
    for day in (date(2005, 1, 1), date(2007, 1, 1), date(2008, 12, 31)):
        makers.signature(kunming, day)
        makers.code_copies(kunming, day)
    for found in figures_of(programme, parts, ["signatures", "codes_distributed"]):
        for kind in (parts.phases, parts.steps):
            assert sum(found.value(part) for part in kind) == found.value(parts.whole)
    [signatures] = figures_of(programme, parts, ["signatures"])
    assert [signatures.value(part) for part in parts.phases] == [2, 2]
    assert [signatures.value(part) for part in parts.steps] == [1, 1, 1, 1]
    assert signatures.share(parts.whole) == pytest.approx(100 * 4 / 4)


def test_one_query_counts_all_parts(kunming, django_assert_num_queries):
    programme = factories.programme(kunming)
    parts = parts_of(programme)
    whole = Period(parts.whole.starts_on, parts.whole.ends_on)
    for one in INDICATORS:
        with django_assert_num_queries(1):
            values_of(one, kunming, whole, parts.all)


def test_a_figure_divided_is_the_same_figure(kunming, manager):
    for index, district in enumerate(("530102", "530102", "530103", "")):
        CopyDistribution.objects.filter(pk=makers.code_copies(kunming, FIRST, 10 + index).pk).update(
            division_code=district
        )
    wanted = indicator("codes_distributed")
    [cut] = [cut for cut in wanted.cuts if cut.key == "district"]
    with translation.override("en"):
        cells = divided(wanted, cut, kunming, PERIOD, manager)
    assert [cell.number for cell in cells] == [21, 13, 12]
    assert "Not known" in {cell.label for cell in cells}


def test_severities_come_the_gravest_first_however_many_there_are(kunming, manager):
    for number, severity in enumerate(("minor", "minor", "major", "minor", "critical", "major")):
        makers.finding(kunming, FIRST + number * DAY, severity=severity)
    wanted = indicator("findings")
    cells = divided(wanted, wanted.cuts[0], kunming, PERIOD, manager)
    assert [cell.number for cell in cells] == [1, 2, 3]


@pytest.mark.parametrize("key", [one.key for one in INDICATORS if one.cuts])
def test_every_division_adds_up(key, kunming, manager):
    wanted = indicator(key)
    if wanted.stock:
        makers.employer(kunming, joined_on=FIRST)
        makers.employer(kunming, joined_on=FIRST, kind="cooperative", division_code="530102")
    else:
        for day in (FIRST, FIRST + DAY):
            makers.MAKERS[key][0](kunming, day)
    for cut in wanted.cuts:
        cells = divided(wanted, cut, kunming, PERIOD, manager)
        assert sum(cell.number or 0 for cell in cells) == figure(key, kunming) > 0, cut.key


def test_small_cells_of_persons_are_withheld_from_who_may_not_open_them(kunming, manager, board):
    for sector in ("catering", "catering", "hotels"):
        interviews.case_study(kunming, interviewed_on=FIRST, sector=sector)
    wanted = indicator("case_studies")
    cut = wanted.cuts[0]
    assert [cell.shown for cell in divided(wanted, cut, kunming, PERIOD, manager)] == [2, 1]
    for reader in (board, None):
        assert [cell.shown for cell in divided(wanted, cut, kunming, PERIOD, reader)] == ["<5", "<5"]
