"""Private files: what is taken, what is cleaned, what is refused, and who opens them."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image

from safe_employment.kit import files
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import AuditEntry, StoredFile
from safe_employment.kit.roles import Role
from safe_employment.kit.tests.actors import signed_in

PURPOSE = "tests.papers"


@pytest.fixture(autouse=True)
def _private_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    if PURPOSE not in files._doorways:
        files.doorway(PURPOSE, lambda by, _file: Role.TRAINER in by.roles, files.PAPERS)


def picture(kind: str = "JPEG", *, exif: bool = False) -> io.BytesIO:
    data = io.BytesIO()
    made = Image.new("RGB", (40, 20), "teal")
    facts = Image.Exif()
    facts[0x010F] = "a camera that names its owner"
    facts[0x0112] = 6
    made.save(data, kind, **({"exif": facts} if exif else {}))
    data.seek(0)
    return data


def test_a_picture_loses_what_it_tells_of_its_maker(trainer: Actor) -> None:
    stored = files.store_file(
        by=trainer, purpose=PURPOSE, content=picture(exif=True), name="../../etc/照片.jpg"
    )
    assert stored.name == "照片.jpg"
    assert stored.content_type == "image/jpeg"
    kept = files.place(stored.path).read_bytes()
    assert b"camera" not in kept
    with Image.open(io.BytesIO(kept)) as opened:
        assert opened.size == (20, 40)  # turned upright
        assert not dict(opened.getexif())


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00 a program", "photo.jpg"),
        (b"<html><script>alert(1)</script>", "paper.pdf"),
        (b"\xff\xd8\xff\xe0 not really a picture", "photo.jpg"),
        (b"just words", "photo.png"),
    ],
)
def test_content_decides_not_the_name(trainer: Actor, content: bytes, name: str, tmp_path: Path) -> None:
    with pytest.raises(ProgrammeError, match="FILE_WRONG_TYPE"):
        files.store_file(by=trainer, purpose=PURPOSE, content=io.BytesIO(content), name=name)
    assert not list(tmp_path.rglob("*/*"))
    assert not StoredFile.objects.exists()


def test_a_file_that_is_too_large_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeError, match="FILE_TOO_LARGE"):
        files.write_private(io.BytesIO(b"x" * 3000), limit=2000)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeError, match="FILE_EMPTY"):
        files.write_private(io.BytesIO(b""))


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    class FullDisk(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(ProgrammeError, match="FILE_NOT_KEPT"):
        files.write_private(FullDisk(b"x"))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_doorway_decides_and_every_reading_is_noted(
    trainer: Actor, board: Actor, neighbour_manager: Actor
) -> None:
    stored = files.store_file(by=trainer, purpose=PURPOSE, content=picture("PNG"), name="a.png")
    page = reverse("kit:file", kwargs={"association": "kunming", "pk": stored.pk})
    assert signed_in(trainer).get(page).status_code == 200
    assert AuditEntry.objects.filter(action="kit.read_file", object_id=str(stored.pk)).count() == 1
    assert signed_in(board).get(page).status_code == 404
    assert signed_in(neighbour_manager).get(page).status_code == 404
    with pytest.raises(Hidden):
        files.file_for(neighbour_manager, stored.pk)
