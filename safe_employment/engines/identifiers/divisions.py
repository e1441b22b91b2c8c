"""The names of administrative divisions (GB/T 2260) as people write them."""

import re

#: What kind of division a name ends with, as a regular expression.
KIND_OF_DIVISION = (
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|地区|省|市|州|盟|区|县|旗)$"
)
_PEOPLES = re.compile(
    r"(?:蒙古族|蒙古|藏族|羌族|彝族|白族|傣族|景颇族|傈僳族|哈尼族|壮族|苗族|土家族|侗族|布依族|回族|纳西族"
    r"|拉祜族|佤族|布朗族|瑶族|独龙族|怒族|普米族|各族|仡佬族|水族|满族|朝鲜族|土族|撒拉族|东乡族|保安族"
    r"|哈萨克|柯尔克孜|塔吉克)+$"
)


def short_name(name: str) -> str:
    """A division's name without its kind and peoples: 寻甸回族彝族自治县 → 寻甸, 五华区 → 五华."""
    bare = re.sub(KIND_OF_DIVISION, "", name)
    if name.endswith(("自治县", "自治州")):
        bare = _PEOPLES.sub("", bare)
    return bare if len(bare) >= 2 else name
