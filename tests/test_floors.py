"""Relations between records point down the floors, as imports do; string foreign keys escape the linter."""

from __future__ import annotations

import configparser
from pathlib import Path

from django.apps import apps
from django.db import models

CONTRACTS = Path(__file__).resolve().parent.parent / ".importlinter"


def floors() -> dict[str, int]:
    """Each room's floor, 0 the lowest, read from the import contract."""
    contract = configparser.ConfigParser()
    contract.read(CONTRACTS)
    layers = contract["importlinter:contract:floors"]["layers"].split("\n")
    found = {}
    for height, layer in enumerate(reversed([line for line in layers if line.strip()])):
        for room in layer.split("|"):
            found[room.strip().strip("()").rpartition(".")[2]] = height
    return found


def relations() -> list[tuple[models.Field, str, str]]:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("safe_employment.")}
    return [
        (field, model._meta.app_label, field.related_model._meta.app_label)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ours
        for field in model._meta.get_fields(include_hidden=True)
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model._meta.app_label in ours
    ]


def test_every_relation_points_down_or_stays_in_its_room() -> None:
    heights = floors()
    wrong = [
        f"{field} points from {source} to {target}"
        for field, source, target in relations()
        if source != target and heights[target] >= heights[source]
    ]
    assert wrong == []


def test_the_test_sees_relations() -> None:
    assert len(relations()) > 20


def test_every_room_has_a_floor() -> None:
    package = CONTRACTS.parent / "safe_employment"
    rooms = {path.parent.name for path in package.glob("*/apps.py")} - {"config"}
    assert rooms <= floors().keys()
