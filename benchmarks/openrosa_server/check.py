"""Compares what is stored with what the phones sent: `check EXPECTED.json` prints what differs.

Run inside the programme. EXPECTED is {instance: {"xml": sha256, "files": {name: sha256}}}.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import django


def main(expected: dict[str, dict[str, object]]) -> dict[str, int]:
    """Return how many submissions are stored, missing, doubled or different."""
    from safe_employment.instruments.models import HeldSubmission, Submission, SubmissionFile
    from safe_employment.kit.audit import verify
    from safe_employment.kit.files import place

    rows = list(Submission.objects.values_list("instance_id", "xml"))
    stored = {instance: hashlib.sha256(bytes(xml)).hexdigest() for instance, xml in rows}
    files: dict[str, dict[str, str]] = {}
    for instance, name, path in SubmissionFile.objects.values_list(
        "submission__instance_id", "name", "file__path"
    ):
        found = hashlib.sha256(place(path).read_bytes()).hexdigest() if path else ""
        files.setdefault(instance, {})[name] = found
    return {
        "stored": len(rows),
        "missing": sum(instance not in stored for instance in expected),
        "unexpected": sum(instance not in expected for instance in stored),
        "doubled": len(rows) - len(stored),
        "xml_differs": sum(stored.get(instance) != sent["xml"] for instance, sent in expected.items()),
        "files_differ": sum(files.get(instance, {}) != sent["files"] for instance, sent in expected.items()),
        "held": HeldSubmission.objects.count(),
        "broken_audit": len(verify().faults),
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(json.loads(Path(sys.argv[1]).read_text()))))
