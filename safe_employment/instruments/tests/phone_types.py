"""A form for each type of question, with what the visit app makes of it: the app's own tests read them.

`python -m safe_employment.instruments.tests.phone_types` writes them anew.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

FORMS = Path(__file__).resolve().parents[3] / "frontend" / "visit" / "tests" / "types.json"


def forms() -> str:
    """Return the forms as JSON: {type, becomes, xform} of each type."""
    from safe_employment.instruments.compiling import compile_form
    from safe_employment.instruments.on_phones import TYPES, OnPhone, on_phone
    from safe_employment.instruments.tests.factories import markdown, text

    made: list[dict[str, str]] = []
    further = {
        "calculate": {"calculation": "1"}, "background-geopoint": {"trigger": "${other}"},
        "audit": {"name": "audit"},
    }  # fmt: skip
    asked = [(kind, further.get(kind, {})) for kind in TYPES]
    asked += [("image", {"appearance": "signature"}), ("range", {"parameters": "start=0 end=20 step=5"})]
    for kind, cells in asked:
        written = f"{kind} judged" if kind.startswith("select") or kind == "rank" else kind
        row = {**text("asked", type=written), **cells}
        compiled = compile_form(markdown([text("other"), row]))
        question = next(each for each in compiled.definition.questions if each.name == row["name"])
        becomes = on_phone(question)
        made.append({"type": kind, "becomes": becomes, "name": row["name"], "xform": compiled.xform})
        assert becomes != OnPhone.ONCE
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    import django

    os.environ.setdefault("SAFE_EMPLOYMENT_MODE", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safe_employment.config.settings")
    django.setup()
    FORMS.write_text(forms(), encoding="utf-8")
