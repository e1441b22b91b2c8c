"""Our whole import of a register against django-import-export storing the same rows without matching.

    python -m benchmarks.members_import [REGISTER.csv] [--peer-rows 5000]

Both in one run, each in a process of its own, on the embedded database in DATA_DIR (a fresh folder is
made when it is not set). Ours reads, checks, matches and writes every row; the peer stores as many rows
as --peer-rows says, and its time is scaled to all of them. Fails below 20 times.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.matching_data import DATA

LEAST_RATIO, MOST_SECONDS, MOST_MEGABYTES = 20.0, 60.0, 3_000
REGISTER = DATA / "register-a-150000.csv"
SLUG = "benchmark"

PREPARE = f"""
from safe_employment.kit.models import Association
from django.db import connection
Association.objects.get_or_create(
    slug="{SLUG}", defaults={{"name_zh": "测试", "name_en": "Benchmark", "division_code": "530100"}})
with connection.cursor() as cursor:
    cursor.execute("TRUNCATE members_employer, members_importbatch, members_importedrow CASCADE")
"""
PEER = f"""
import csv, resource, sys, time
from pathlib import Path
import tablib
from import_export import fields, resources, widgets
from safe_employment.kit.models import Association
from safe_employment.members.models import Contact, Employer, Workplace
home = Association.objects.get(slug="{SLUG}")
class Figure(widgets.IntegerWidget):
    def clean(self, value, row=None, **kwargs):
        return int(value) if str(value).isdecimal() else None
class EmployerResource(resources.ModelResource):
    name = fields.Field("name", "单位名称")
    code = fields.Field("code", "统一社会信用代码")
    code_kind = fields.Field("code_kind", "code_kind")
    legal_representative = fields.Field("legal_representative", "法定代表人")
    industry_text = fields.Field("industry_text", "行业")
    staff = fields.Field("staff", "从业人数", widget=Figure())
    remarks = fields.Field("remarks", "备注")
    number = fields.Field("number", "序号", widget=Figure())
    class Meta:
        model = Employer
        fields = (
            "name", "code", "code_kind", "legal_representative", "industry_text", "staff", "remarks",
            "number")
        import_id_fields = ("number",)
    def before_save_instance(self, instance, row, **kwargs):
        instance.association = home
        instance.name = instance.name or "?"
    def after_save_instance(self, instance, row, **kwargs):
        if row["经营地址"]:
            Workplace.objects.create(employer=instance, address=row["经营地址"], is_main=True)
        if row["联系电话"]:
            Contact.objects.create(employer=instance, phone=row["联系电话"])
with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    rows = [row for _, row in zip(range(int(sys.argv[2])), csv.DictReader(file))]
data = tablib.Dataset(headers=[*rows[0], "code_kind"])
for row in rows:
    data.append([*row.values(), "unverified" if row["统一社会信用代码"] else ""])
began = time.perf_counter()
result = EmployerResource().import_data(data, dry_run=False, raise_errors=True)
seconds = time.perf_counter() - began
stored = Employer.objects.filter(association=home).count()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
import json
print(json.dumps({{"seconds": seconds, "rows": stored, "peak_memory_mb": peak}}))
"""
SETUP = "import django; django.setup()\n"


def main() -> int:
    """Run both and print the comparison; 1 when a claim does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", nargs="?", type=Path, default=REGISTER)
    parser.add_argument("--peer-rows", type=int, default=5_000)
    options = parser.parse_args()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "safe_employment.config.settings"}
    environment.setdefault("SAFE_EMPLOYMENT_MODE", "test")
    with tempfile.TemporaryDirectory() as folder:
        environment.setdefault("DATA_DIR", folder)
        run([sys.executable, "-m", "safe_employment", "django", "migrate", "-v", "0"], environment)
        run([sys.executable, "-c", SETUP + PREPARE], environment)
        importing = ["-m", "safe_employment", "members", "import", str(options.register)]
        ours = run([sys.executable, *importing, "--association", SLUG, "--json"], environment)
        run([sys.executable, "-c", SETUP + PREPARE], environment)
        peer = run(
            [sys.executable, "-c", SETUP + PEER, str(options.register), str(options.peer_rows)], environment
        )
    return report(json.loads(ours), json.loads(peer))


def run(command: list[str], environment: dict[str, str]) -> str:
    """Run a command and return the last line that it printed."""
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    print(f"  {' '.join(command[1:5])[:60]!r}: {time.perf_counter() - began:.1f} s", file=sys.stderr)
    return (done.stdout.strip().splitlines() or [""])[-1]


def report(ours: dict[str, float], peer: dict[str, float]) -> int:
    """Print the figures; returns 1 when a claim does not hold."""
    scaled = peer["seconds"] * ours["rows"] / peer["rows"]
    ratio = scaled / ours["seconds"]
    print(f"ours: {ours['rows']:,.0f} rows read, checked, matched and written in {ours['seconds']:.1f} s,")
    print(f"      {ours['created']:,.0f} employers, peak {ours['peak_memory_mb']:,.0f} MB")
    print(
        f"django-import-export: {peer['rows']:,.0f} rows stored without matching in {peer['seconds']:.1f} s,"
    )
    print(f"      {scaled:,.0f} s for as many rows as ours, peak {peer['peak_memory_mb']:,.0f} MB")
    print(f"ratio: {ratio:.1f} (at least {LEAST_RATIO:.0f})")
    holds = (
        ratio >= LEAST_RATIO and ours["seconds"] <= MOST_SECONDS and ours["peak_memory_mb"] <= MOST_MEGABYTES
    )
    print("holds" if holds else "DOES NOT HOLD")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
