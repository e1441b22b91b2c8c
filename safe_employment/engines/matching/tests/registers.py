"""Invented registers in many styles, with the truth, to try the engine on what it was not built from.

Everything is composed from small vocabularies of common characters, so that namesakes arise by themselves as
they do among real small businesses. No row is a real employer.
"""

from dataclasses import dataclass, field, replace
from random import Random

import polars as pl

from safe_employment.engines.identifiers.social_credit import ALPHABET, check_character

from .vocabulary import (
    COLUMNS,
    FORMS,
    GIVEN,
    HOMOPHONES,
    SAME_TRADE,
    STEM,
    SURNAMES,
    TRADES,
    TRADITIONAL,
)


@dataclass(frozen=True)
class Style:
    """Where a register comes from and how carelessly it was kept. Rates are shares of the duplicated rows."""

    city: str = "曲靖市"
    province: str = "云南"
    districts: tuple[tuple[str, str], ...] = (
        ("麒麟区", "530302"),
        ("沾益区", "530303"),
        ("马龙区", "530304"),
        ("宣威市", "530381"),
        ("富源县", "530325"),
        ("罗平县", "530324"),
        ("会泽县", "530326"),
    )
    roads: tuple[str, ...] = (
        *(
            "麒麟南路",
            "寥廓北路",
            "翠峰路",
            "交通路",
            "文昌街",
            "建宁西路",
            "珠江源大道",
            "学府路",
            "南宁北路",
        ),
        *("长征路", "子午路", "紫云路", "瑞和西路", "胜峰小区", "玄坛路", "太和东路", "文化路", "南苑路"),
        *("廖廓巷", "城关街"),
    )
    duplicates: float = 0.1
    name_noise: float = 0.5
    code_missing: float = 0.25
    code_wrong: float = 0.12
    phone_other: float = 0.3
    person_other: float = 0.15
    address_other: float = 0.03
    address_missing: float = 0.03
    date_missing: float = 0.1
    staff_moves: float = 0.3
    namesakes: float = 0.03
    chains: float = 0.02
    branches: int = 5
    bookkeeper: float = 0.03
    firms_of_bookkeeper: int = 30
    sisters: float = 0.01
    buildings: float = 0.02
    prefix: bool = True
    ascii_marks: bool = False
    without: tuple[str, ...] = field(default=())


@dataclass
class Employer:
    """One invented employer."""

    place: str
    stem: str
    trade: str
    form: str
    branch: str
    code: str
    person: str
    phone: str
    city: str
    district: str
    road: str
    number: int
    industry: str
    staff: int
    founded: tuple[int, int, int]
    kind: str

    @property
    def name(self) -> str:
        return f"{self.place}{self.stem}{self.trade}{self.form}{self.branch}"


class Registry:
    """Invents employers of a style and writes them down with a clerk's errors."""

    def __init__(self, style: Style, seed: int) -> None:
        self.style = style
        self.random = Random(seed)

    def some(self, rate: float) -> bool:
        return self.random.random() < rate

    def stem(self) -> str:
        size = self.random.choices((2, 3, 4), (5, 3, 1))[0]
        return "".join(self.random.choices(STEM, k=size))

    def person(self) -> str:
        return self.random.choice(SURNAMES) + "".join(
            self.random.choices(GIVEN, k=self.random.choices((1, 2), (1, 2))[0])
        )

    def phone(self) -> str:
        return "1" + self.random.choice("35789") + "".join(self.random.choices("0123456789", k=9))

    def landline(self) -> str:
        return "0874-" + self.random.choice("3689") + "".join(self.random.choices("0123456789", k=6))

    def code(self, kind: str, division: str) -> str:
        body = (
            ("91" if kind == "企业" else "92") + division + "MA" + "".join(self.random.choices(ALPHABET, k=7))
        )
        return body + check_character(body)

    def employer(self) -> Employer:
        draw, style = self.random, self.style
        district, division = draw.choice(style.districts)
        industry = draw.choice(list(TRADES))
        kind = draw.choice(("企业", "个体"))
        city = style.city.removesuffix("市")
        places = (
            (city, style.city, style.province)
            if kind == "企业"
            else (style.city + district, city + district, district)
        )
        stem = self.person() if kind == "个体" and self.some(0.3) else self.stem()
        return Employer(
            place=draw.choice(places) if style.prefix else "",
            stem=stem,
            trade=draw.choice(TRADES[industry]),
            form=draw.choice(FORMS) if kind == "企业" else "",
            branch="",
            code=self.code(kind, division),
            person=self.person(),
            phone=self.phone(),
            city=style.city,
            district=district,
            road=draw.choice(style.roads),
            number=draw.randint(1, 600),
            industry=industry,
            staff=max(1, int(draw.lognormvariate(2.0, 1.1))),
            founded=(draw.randint(1995, 2024), draw.randint(1, 12), draw.randint(1, 28)),
            kind=kind,
        )

    def elsewhere(self, employer: Employer, **changes: str) -> Employer:
        """Another employer that shares what `changes` does not touch of name and owner."""
        fresh = self.employer()
        division = dict(self.style.districts)[fresh.district]
        return replace(
            employer, code=self.code(employer.kind, division), district=fresh.district, road=fresh.road,
            number=fresh.number, staff=fresh.staff, founded=fresh.founded, **changes,
        )  # fmt: skip

    def branch(self, number: int, employer: Employer) -> Employer:
        other = self.elsewhere(employer)
        numeral = "一二三四五六七八九十"[number % 10]
        bare = other.road.rstrip("路街道巷")
        marks = (
            f"{numeral}店",
            f"{numeral}分店",
            f"（{other.road}店）",
            f"{bare}分店",
            f"第{numeral}分公司",
            f"{other.road}店",
        )
        return replace(other, branch=self.random.choice(marks))

    def sister(self, employer: Employer) -> Employer:
        """Another firm of the same owner: another trade or another name, often in the same rooms."""
        industry = self.random.choice([name for name in TRADES if name != employer.industry])
        trade = self.random.choice(TRADES[industry])
        stem = employer.stem if self.some(0.5) else self.stem()
        other = replace(self.elsewhere(employer, stem=stem, trade=trade), industry=industry, branch="")
        if self.some(0.6):
            other = replace(other, district=employer.district, road=employer.road, number=employer.number)
        return other

    def population(self, count: int) -> list[Employer]:
        style = self.style
        out: list[Employer] = []
        while len(out) < count:
            employer = self.employer()
            out.append(employer)
            if self.some(style.chains):
                out.extend(self.branch(number, employer) for number in range(1, 1 + style.branches))
            if self.some(style.namesakes):
                out.append(self.elsewhere(employer, person=self.person(), phone=self.phone()))
            if self.some(style.sisters):
                out.append(self.sister(employer))
            if self.some(style.buildings):
                neighbour = self.employer()
                out.append(
                    replace(neighbour, district=employer.district, road=employer.road, number=employer.number)
                )
        del out[count:]
        for start in range(0, int(count * style.bookkeeper), style.firms_of_bookkeeper):
            shared = self.phone()
            for position in range(start, min(start + style.firms_of_bookkeeper, count)):
                out[position] = replace(out[position], phone=shared)
        return out

    def slip(self, text: str) -> str:
        """One slip of the pen: a character dropped, doubled, swapped, put in, or replaced by a homophone."""
        if len(text) < 4:
            return text
        at = self.random.randrange(1, len(text) - 1)
        kind = self.random.randrange(5)
        if kind == 0:
            return text[:at] + text[at + 1 :]
        if kind == 1:
            return text[:at] + text[at] + text[at:]
        if kind == 2:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if kind == 3:
            return text[:at] + self.random.choice(STEM) + text[at:]
        return "".join(HOMOPHONES.get(character, character) for character in text)

    def name(self, employer: Employer) -> str:
        draw, place, trade, form = self.random, employer.place, employer.trade, employer.form
        if self.some(0.4) and self.style.prefix:
            city = self.style.city.removesuffix("市")
            short = employer.place.removeprefix(self.style.city).removeprefix(city)
            place = draw.choice(
                (place, city + short, self.style.city + short, short, place.replace("区", ""))
            )
        if self.some(0.3):
            form = (
                draw.choice(("有限公司", "有限责任公司", "", form))
                if form
                else draw.choice(("", "(个体)", "（个体工商户）"))
            )
        if self.some(0.1):
            pairs = [pair for pair in SAME_TRADE if trade in pair]
            trade = draw.choice(pairs[0]) if pairs else trade
        body = f"{place}{employer.stem}{trade}{form}"
        if self.some(0.35):
            body = self.slip(body)
        body += employer.branch
        if not employer.branch and self.some(0.08):
            body += draw.choice(("（总店）", "(总店)", "总店"))
        if self.some(0.12):
            body = body.translate(TRADITIONAL)
        if self.some(0.1):
            body = body[:3] + draw.choice((" ", "　", "  ")) + body[3:]
        return body.replace("（", "(").replace("）", ")") if self.style.ascii_marks else body

    def written_code(self, employer: Employer) -> str:
        draw, code = self.random, employer.code
        if self.some(self.style.code_missing):
            return draw.choice(("", "", "无", "办理中", "暂无", "—"))
        if self.some(self.style.code_wrong):
            at = draw.randrange(2, 18)
            return draw.choice(
                (
                    code[:at] + draw.choice(ALPHABET) + code[at + 1 :],
                    code[:17],
                    code.replace("0", "O", 1),
                    code.replace("1", "I", 1),
                    code[:at] + code[at + 1 :],
                    code[:2] + code[3] + code[2] + code[4:],
                    "53" + str(9_000_000_000_000 + hash_of(code) % 999_999_999_999)[:13],
                )
            )
        if self.some(0.15):
            return draw.choice(
                (code.lower(), f"{code[:8]} {code[8:]}", "".join(chr(ord(c) + 0xFEE0) for c in code))
            )
        return code

    def written_phone(self, employer: Employer) -> str:
        draw, phone = self.random, employer.phone
        if self.some(self.style.phone_other):
            return draw.choice(("", "", self.landline(), self.phone(), f"{phone}/{self.landline()}"))
        forms: tuple[str, ...] = (
            phone,
            phone,
            f"{phone[:3]}-{phone[3:7]}-{phone[7:]}",
            f"+86{phone}",
            f"{phone[:3]} {phone[3:]}",
        )
        return draw.choice(forms)

    def address(self, employer: Employer) -> str:
        draw, road, number = self.random, employer.road, employer.number
        if self.some(self.style.address_missing):
            return ""
        if self.some(self.style.address_other):
            fresh = self.employer()
            road, number = fresh.road, fresh.number
        if self.some(0.04):
            road = self.slip(road)
        front = draw.choice(
            (
                f"{employer.city}{employer.district}",
                employer.district,
                "",
                f"{self.style.province}省{employer.city}{employer.district}",
            )
        )
        mark = draw.choice(("号", "号", "号", "#", "号附1号", "号一楼"))
        return f"{front}{road}{number}{mark}"

    def date(self, employer: Employer) -> str:
        year, month, day = employer.founded
        if self.some(self.style.date_missing):
            return ""
        return self.random.choice(
            (
                f"{year}-{month:02}-{day:02}",
                f"{year}.{month}.{day}",
                f"{year}/{month}/{day}",
                f"{year}年{month}月{day}日",
                f"{year}年{month}月",
            )
        )

    def row(self, employer: Employer, *, noisy: bool) -> dict[str, str | None]:
        """The employer as a clerk writes it; the first time with less noise in the name."""
        draw, staff = self.random, employer.staff
        if noisy and self.some(self.style.staff_moves):
            staff = max(1, round(staff * draw.uniform(0.6, 1.5)))
        person = employer.person
        if noisy and self.some(self.style.person_other):
            person = draw.choice((self.person(), "", person[:-1] + draw.choice(GIVEN)))
        return {
            "name": self.name(employer) if noisy and self.some(self.style.name_noise) else employer.name,
            "code": self.written_code(employer) if noisy or self.some(0.5) else employer.code,
            "legal_representative": person,
            "phone": self.written_phone(employer) if noisy else employer.phone,
            "address": self.address(employer),
            "district": draw.choice((employer.district, employer.district, employer.district[:2], "")),
            "industry": employer.industry,
            "staff": str(staff),
            "founded": self.date(employer),
            "kind": employer.kind,
        }


def hash_of(text: str) -> int:
    """A number for a text that is the same in every process."""
    return sum(ord(character) * 31**position for position, character in enumerate(text))


def build(style: Style, rows: int, seed: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A register of `rows` rows in canonical columns, and its truth (`row`, `entity`)."""
    registry = Registry(style, seed)
    extra = round(rows * style.duplicates)
    employers = registry.population(rows - extra)
    written = [(entity, registry.row(employer, noisy=False)) for entity, employer in enumerate(employers)]
    for _ in range(extra):
        entity = registry.random.randrange(len(employers))
        written.append((entity, registry.row(employers[entity], noisy=True)))
    registry.random.shuffle(written)
    numbers = pl.Series("row", range(1, len(written) + 1), dtype=pl.Int64)
    schema = dict.fromkeys(COLUMNS, pl.String)
    frame = pl.DataFrame([row for _, row in written], schema=schema).drop(style.without)
    return frame.insert_column(0, numbers), pl.DataFrame(
        {"row": numbers, "entity": [entity for entity, _ in written]}
    )
