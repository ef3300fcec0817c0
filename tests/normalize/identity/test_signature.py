"""Where and when a document is signed."""

from datetime import date

import pytest

from normalize.identity.signature import is_open_signature, is_signature, signed

SIXTH = date(2025, 1, 6)


@pytest.mark.parametrize(
    "lines",
    [
        ["Ambon, 6 Januari 2025", "Kepala Balai POM di Ambon"],
        ["Ambon, tanggal 06 Januari 2025"],
        ["Ditetapkan di : Ambon", "Pada tanggal : 6 Januari 2025", "Kepala Balai POM di Ambon,"],
        ["Ditetapkan di Ambon", "pada tanggal 6 Januari 2025"],
        ["Ditetapkan di Ambon pada tanggal 6 Januari 2025"],
        ["Ditetapkan di: Ambon, tanggal 6 Januari 2025"],
        ["DITETAPKAN DI : Ambon", "PADA TANGGAL : 6 JANUARI 2025"],
        ["Dikeluarkan di Ambon", "Tanggal 6 Jan. 2025"],
        ["Ditetapkan di : Ambon", "Tanggal : 06-01-2025"],
        ["Ambon, 6/1/2025"],
        ["Disahkan oleh: Ditetapkan di : Ambon", "Kepala Biro Pada tanggal : 6 Januari 2025"],
        ["Ditetapkan di Ambon", "Kepala Balai POM di Ambon", "pada tanggal 6 Januari 2025"],
        ["Pada tanggal 5 Mei 2024 dibuka.", "Ditetapkan di Ambon", "Pada Tanggal 6 Januari 2025"],
    ],
)
def test_place_and_date(lines: list[str]) -> None:
    assert signed(lines) == ("Ambon", SIXTH)


@pytest.mark.parametrize(
    "lines",
    [
        ["Ditetapkan di Ambon", "Pada tanggal 31 Februari 2025"],
        ["Ditetapkan di Ambon", "Tanggal 06-13-2025"],
        ["Ditetapkan dengan Keputusan Kepala", "tanggal 6 Januari 2025"],
        ["Standar ditetapkan di tingkat pusat", "tanggal 6 Januari 2025"],
        ["Ditetapkan di Ambon", "Nomor 12", "Perihal", "Lampiran", "tanggal 6 Januari 2025"],
    ],
)
def test_no_place_and_date(lines: list[str]) -> None:
    assert signed(lines) == (None, None)


def test_prose_about_a_day_gives_way_to_the_signature() -> None:
    prose = "Peraturan itu ditetapkan di Jakarta pada tanggal 9 Maret 2025 dan mulai berlaku sejak diundangkan."
    assert signed([prose, "Ambon, 6 Januari 2025"]) == ("Ambon", SIXTH)


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("Ambon, 6 Januari 2025", True),
        ("Ditetapkan di : Ambon", True),
        ("Pada tanggal : 6 Januari 2025", True),
        ("Pada tanggal : 6 Jumadil 2025", False),
        ("Rapat di Ambon, 6 Januari 2025 menyepakati target", False),
        ("Target ditetapkan di awal tahun", False),
    ],
)
def test_a_line_of_place_and_date_alone(line: str, alone: bool) -> None:
    assert is_signature(line) is alone


@pytest.mark.parametrize(
    ("line", "open_day"), [("Ambon,      Januari 2025", True), ("Ambon, ……… Januari 2025", True), ("Tabel 2.1, Target 2025", False)]
)
def test_a_day_left_open(line: str, open_day: bool) -> None:
    assert is_open_signature(line) is open_day
