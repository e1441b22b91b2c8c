"""Articles in the reader's words."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
import yaml
from django.utils import translation

from safe_employment.findings.articles import article_words
from safe_employment.findings.forms import GroundsForm


@pytest.mark.parametrize(
    ("short", "zh", "en"),
    [
        ("Labour Law 41", "劳动法第41条", "Labour Law, art. 41"),
        ("Labour Contract Law 4 (memory), 80", "劳动合同法第4、80条", "Labour Contract Law, arts 4, 80"),
        ("Women's Law 43(3)", "妇女权益保障法第43条第3款", "Women's Law, art. 43(3)"),
        (
            "Labour Law 50; Kunming 10",
            "劳动法第50条；昆明市工资支付条例第10条",
            "Labour Law, art. 50; Kunming Wage Payment Regulation, art. 10",
        ),
        (
            "1994 No. 498 art. 6", "未成年工特殊保护规定（劳部发〔1994〕498号）第6条",
            "Provisions on Special Protection of Young Workers (1994 No. 498), art. 6",
        ),
        ("Annual Leave Regs 2-5", "职工带薪年休假条例第2至5条", "Paid Annual Leave Regulations, arts 2-5"),
        ("programme rule", "项目规则", "programme rule"),
        ("screening", "", ""),
        ("《劳动法》第三十八条", "《劳动法》第三十八条", "《劳动法》第三十八条"),
        ("Labour Law as we read it", "Labour Law as we read it", "Labour Law as we read it"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_an_article_in_both_languages(short: str, zh: str, en: str) -> None:
    assert (article_words(short, "zh-hans"), article_words(short, "en")) == (zh, en)


def test_every_article_of_the_checklist_has_chinese_words() -> None:
    path = files("safe_employment.reference").joinpath("visit_checklist.yaml")
    cited = [row["law"] for row in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]]
    assert len(cited) == 91
    assert [words for short in cited if re.search("[A-Za-z]", words := article_words(short, "zh"))] == []


@pytest.mark.parametrize(("written", "kept"), [("", "Labour Law 41"), ("劳动法第42条", "劳动法第42条")])
def test_a_form_shows_the_words_and_keeps_the_short_form_unless_it_is_changed(
    written: str, kept: str
) -> None:
    with translation.override("zh-hans"):
        shown = GroundsForm(initial={"article": "Labour Law 41"}).initial["article"]
        assert shown == "劳动法第41条"
        form = GroundsForm({"article": written or shown}, initial={"article": "Labour Law 41"})
        form.is_valid()
    assert form.cleaned_data["article"] == kept
