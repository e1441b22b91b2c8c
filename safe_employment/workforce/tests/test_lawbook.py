"""The pages of rules and figures: all of them, for anyone, found by word, status, part and place."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from safe_employment.engines.labour_law.confirmations import confirmations, without_source
from safe_employment.engines.labour_law.jurisdiction import jurisdiction, jurisdictions
from safe_employment.engines.labour_law.parameters import Status
from safe_employment.engines.labour_law.rules import Level
from safe_employment.engines.screening import ALERTS
from safe_employment.workforce.lawbook.chinese import case_words, source_words
from safe_employment.workforce.lawbook.examples import examples_of

RULES = reverse("check:rules")


def page(url: str, **asked: str) -> str:
    answer = Client().get(url, {"lang": "en", **asked})
    assert answer.status_code == 200
    return answer.content.decode()


def links(text: str) -> list[str]:
    return re.findall(r'<th scope="row">\s*<a href="([^"?]+)', text)


def test_every_rule_and_every_figure_is_listed() -> None:
    wanted = {
        reverse("check:rule", kwargs={"law": name, "rule": rule.id})
        for name in jurisdictions()
        for rule in jurisdiction(name).rules
    } | {
        reverse("check:figure", kwargs={"law": name, "figure": key})
        for name in jurisdictions()
        for key in jurisdiction(name).parameters
    }
    assert set(links(page(RULES, law="all"))) == wanted
    assert len(wanted) > 100


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", jurisdictions())
def test_every_rule_and_every_figure_has_a_page(name: str, language: str) -> None:
    law = jurisdiction(name)
    urls = [reverse("check:rule", kwargs={"law": name, "rule": rule.id}) for rule in law.rules]
    urls += [reverse("check:figure", kwargs={"law": name, "figure": key}) for key in law.parameters]
    for url in urls:
        answer = Client().get(url, {"lang": language})
        assert answer.status_code == 200, url
        assert answer.headers["Content-Language"] == {"zh": "zh-hans", "en": "en"}[language]


def test_the_long_list_is_short_on_the_way() -> None:
    sent = Client(headers={"accept-encoding": "gzip"}).get(RULES)
    assert sent.headers["Content-Encoding"] == "gzip"
    assert len(sent.content) < 60_000


def test_a_rule_in_full() -> None:
    text = page(reverse("check:rule", kwargs={"law": "kunming", "rule": "PAY-01"}))
    for part in (
        "At least the monthly minimum wage", "Breach of the law", "Minimum Wage Provisions 12, 13",
        "Pay the difference.", "half_up(minimum_month", "A Chinese labour lawyer", "21 Nov 2026",
        "Form of employment", "Monthly minimum wage", "2270 - 2269.99",
        "exactly the minimum from September 2026",
    ):  # fmt: skip
        assert part.lower() in text.lower(), part


def test_a_figure_with_its_history_by_date_and_place() -> None:
    text = page(reverse("check:figure", kwargs={"law": "kunming", "figure": "minimum_month"}))
    for part in (
        "2,270.00 yuan", "2,120.00 yuan", "since 1 Sep 2026", "1 Oct 2025 to 31 Aug 2026", "830.00 yuan",
        "From memory: not confirmed", "Yunnan Department of Human Resources", "ynjc.gov.cn", "PAY-01",
    ):  # fmt: skip
        assert part in text, part


@pytest.mark.parametrize(
    ("asked", "some", "none"),
    [
        ({"q": "minimum wage"}, "rules/kunming/PAY-01/", "rules/kunming/HRS-03/"),
        ({"q": "最低工资"}, "rules/kunming/PAY-01/", "rules/kunming/HRS-03/"),
        ({"q": "hrs-03"}, "rules/kunming/HRS-03/", "rules/kunming/HRS-02/"),
        ({"q": "Order 724"}, "rules/kunming/PAT-04/", "rules/kunming/REG-01/"),
        ({"status": "memory", "law": "all"}, "rules/viet_nam/VN-WAGE/", "rules/kunming/PAY-01/"),
        ({"status": "own"}, "figures/high_overtime/", "figures/overtime_month/"),
        ({"family": "HRS"}, "rules/kunming/HRS-03/", "figures/overtime_month/"),
        ({"family": "figures"}, "figures/overtime_month/", "rules/kunming/HRS-03/"),
        ({}, "rules/kunming/REG-03/", "rules/viet_nam/VN-AGE/"),
        ({"law": "viet_nam"}, "rules/viet_nam/VN-AGE/", "rules/kunming/REG-03/"),
        ({"status": "<nothing>", "law": "nowhere"}, "rules/kunming/PAY-01/", "<nothing>"),
    ],
)
def test_search_and_filters(asked: dict[str, str], some: str, none: str) -> None:
    found = page(RULES, **asked)
    assert any(some in url for url in links(found))
    assert not any(none in url for url in links(found))


def test_nothing_that_fits_says_how_to_go_on() -> None:
    found = page(RULES, q="no such words at all")
    assert "Nothing matches" in found
    assert not links(found)


def test_what_does_not_exist_is_not_found() -> None:
    for law, rule in (("kunming", "PAY-99"), ("nowhere", "PAY-01")):
        assert Client().get(reverse("check:rule", kwargs={"law": law, "rule": rule})).status_code == 404
    assert Client().get(
        reverse("check:figure", kwargs={"law": "kunming", "figure": "nothing"})
    ).status_code == 404  # fmt: skip
    assert Client().post(RULES).status_code == 405


def test_no_rule_cites_a_figure_without_source() -> None:
    for name in jurisdictions():
        assert without_source(jurisdiction(name)) == []


def test_a_figure_without_source_would_be_told() -> None:
    law = jurisdiction("kunming")
    wage = law.parameters["minimum_month"]
    bare = dataclasses.replace(wage.values[-1], instrument="", source="")
    unsure = dataclasses.replace(wage.values[-1], status=Status.NONE)
    for value in (bare, unsure):
        changed = dataclasses.replace(
            law, parameters={**law.parameters, "minimum_month": dataclasses.replace(wage, values=(value,))}
        )
        assert any(one.startswith("PAY-01: minimum_month") for one in without_source(changed))


@pytest.mark.parametrize("name", jurisdictions())
def test_everything_has_someone_who_is_to_confirm_it(name: str) -> None:
    law, found = jurisdiction(name), confirmations(name)
    of = [found.of_figure(key) for key in law.parameters] + [found.of_rule(rule.id) for rule in law.rules]
    for one in of:
        assert one.who.zh
        assert one.who.en
        assert one.checked_on is None or one.checked_on <= date(2026, 12, 31)
        assert one.note is None or (one.note.zh and one.note.en)


def test_what_is_from_memory_or_our_own_was_never_compared() -> None:
    found = confirmations("kunming").of_figure("minimum_month")
    assert found.last_check(Status.SEEN_SECONDARY) == date(2026, 11, 21)
    assert found.last_check(Status.MEMORY) is None
    assert confirmations("kunming").of_figure("high_overtime").last_check(Status.SEEN) is None
    assert confirmations("viet_nam").of_rule("VN-AGE").last_check(Status.SEEN) is None


def test_worked_cases_stand_with_most_rules() -> None:
    law = jurisdiction("kunming")
    told = [rule.id for rule in law.rules if examples_of(law, rule.id)]
    assert len(told) > 60
    [first, *_more] = examples_of(law, "PAY-01")
    assert (first.name, [str(mark) for mark, _amount in first.results]) != ("", [])


def test_every_source_and_every_worked_case_has_chinese_words() -> None:
    """And nothing is translated that no longer stands anywhere."""
    laws = [jurisdiction(name) for name in jurisdictions()]
    sources = {
        value.instrument for law in laws for each in law.parameters.values() for value in each.values
    } - {""}
    assert {text for text in sources if not re.search("[\u4e00-\u9fff]", text)} == set(source_words())
    with translation.override("en"):
        cases = {
            text
            for law in laws
            for rule in law.rules
            for example in examples_of(law, rule.id)
            for text in (example.name, example.why)
        } - {""}
    assert len(cases) > 1_000
    assert cases == set(case_words())


def test_a_chinese_page_tells_its_sources_and_cases_in_chinese() -> None:
    rule = reverse("check:rule", kwargs={"law": "kunming", "rule": "CON-01"})
    figure = reverse("check:figure", kwargs={"law": "kunming", "figure": "day_hours"})
    assert "signed a day later" in page(rule)
    assert "signed a day later" not in page(rule, lang="zh")
    assert "劳动法第三十六条" in page(figure, lang="zh")
    assert "Labour Law art. 36" in page(figure)


def test_every_sign_of_forced_labour_suggests_what_to_ask() -> None:
    law = jurisdiction("kunming")
    signs = {
        rule.id
        for rule in law.rules
        for part in rule.parts
        if part.alert or Level.ALERT in (part.level, *(grade.level for grade in part.grades))
    }
    assert signs <= {each.alert for each in ALERTS}
