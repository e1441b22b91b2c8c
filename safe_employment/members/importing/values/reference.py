"""The reference tables that reading a list needs, loaded once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def table(name: str) -> dict[str, Any]:
    """Content of ``safe_employment/reference/<name>.yaml``."""
    text = files("safe_employment.reference").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=yaml.CSafeLoader)
    return dict(loaded)
