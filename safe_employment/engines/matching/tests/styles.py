"""Styles of invented registers: other cities, other clerks, other traps."""

from dataclasses import replace

from .registers import Style

CHENGDU = Style(
    city="成都市",
    province="四川",
    districts=(
        ("锦江区", "510104"),
        ("青羊区", "510105"),
        ("金牛区", "510106"),
        ("武侯区", "510107"),
        ("成华区", "510108"),
        ("双流区", "510116"),
        ("郫都区", "510117"),
        ("金堂县", "510121"),
    ),
    roads=(
        *("春熙路", "红星路三段", "人民南路四段", "科华北路", "天府大道", "玉林西路", "建设路", "双楠街"),
        *("槐树街", "蜀汉路", "一环路东五段", "金沙遗址路", "府青路", "驷马桥街", "龙腾东路"),
    ),
)

STYLES: dict[str, Style] = {
    "qujing": Style(),
    "chengdu": replace(CHENGDU, ascii_marks=True, duplicates=0.15),
    "no_prefix": Style(prefix=False),
    "no_codes": Style(without=("code",)),
    "no_phones": replace(CHENGDU, without=("phone",)),
    "no_addresses": Style(without=("address", "district")),
    "few_duplicates": Style(duplicates=0.01),
    "many_duplicates": replace(CHENGDU, duplicates=0.4),
    "chains": Style(chains=0.1, branches=10),
    "namesakes": Style(namesakes=0.2, sisters=0.05, buildings=0.1),
    "careless": replace(
        CHENGDU, name_noise=0.9, code_missing=0.5, code_wrong=0.3, phone_other=0.5, person_other=0.3
    ),
    "sisters": Style(sisters=0.15, code_missing=0.6),
    "moving": Style(address_other=0.3, staff_moves=0.8, date_missing=0.4),
    "bookkeepers": Style(bookkeeper=0.3, code_missing=0.5),
    "all_distinct": Style(duplicates=0.0, namesakes=0.1, chains=0.05),
}
