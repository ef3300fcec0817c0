"""Numbers put right by people: what the arithmetic makes of them, and what never happens in silence."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from extract.cells import Document, Metode
from extract.dump.read_text import parse_dump
from normalize.alamat import Alamat
from normalize.decisions.koreksi_tinjauan import Koreksi, csv_number, read_corrections, read_text_corrections, written_number
from normalize.decisions.registry_files import Knowledge
from normalize.decisions.ro_tinjauan import read_lines
from normalize.document import normalize
from normalize.errors import NotUnderstood, RegistryError
from normalize.rows import DocumentRows
from tests.terucap import raises_saying, said

DOC = "0" * 64
Rows = Callable[..., DocumentRows]


@pytest.fixture
def dibaca(knowledge: Knowledge) -> Rows:
    """A dump's text and corrections → its rows."""

    def rows(text: str, *corrections: Koreksi) -> DocumentRows:
        document = Document(DOC, Path("dump.txt"), "dump.txt", Metode.TEKS)
        return normalize(parse_dump(text, document), replace(knowledge, koreksi={DOC: corrections}), None)

    return rows


def status(rows: DocumentRows, aturan: str) -> list[str]:
    return [cek.status for cek in rows.cek if cek.aturan == aturan]


@pytest.fixture
def rencana(kertas: Any) -> str:
    """Two indicators and a total; the first RO line says 40.000 where 60.000 would add up."""
    lines = [
        kertas.indikator(1, 100_000, sasaran=(1, "Terwujudnya")),
        kertas.ro(1, 200_000, 40_000),
        kertas.ro(2, 90_000, 40_000, sub="B - Uji"),
    ]
    lines += [kertas.indikator(2, 50_000, nama="Nilai AKIP UPT"), kertas.ro(1, 200_000, 50_000), kertas.total(150_000)]
    return str(kertas.dokumen(lines))


def test_corrected_line_is_proved_by_the_sum(dibaca: Rows, rencana: str) -> None:
    before = dibaca(rencana)
    assert status(before, "kontribusi_vs_anggaran") == ["gagal", "lolos"]
    wrong = before.kontribusi_ro[0]
    place = Alamat("kontribusi_ro", wrong.baris, 1, "kontribusi_rp")
    after = dibaca(rencana, Koreksi(place, Decimal(40_000), Decimal(60_000)))
    row = after.kontribusi_ro[0]
    assert (row.kontribusi_rp, row.kontribusi_persen, row.bendera) == (60_000, 30, ("dikoreksi",))
    assert status(after, "kontribusi_vs_anggaran") == ["lolos", "lolos"] and status(after, "koreksi_dipakai") == []
    assert after.sel == before.sel and after.kontribusi_ro[1:] == before.kontribusi_ro[1:] and after.target == before.target


def test_correction_for_another_reading_is_not_used_and_says_so(dibaca: Rows, rencana: str) -> None:
    before = dibaca(rencana)
    place = Alamat("kontribusi_ro", before.kontribusi_ro[0].baris, 1, "kontribusi_rp")
    lost = Alamat("target", 999, 1, "anggaran_rp")
    after = dibaca(rencana, Koreksi(place, Decimal(41_000), Decimal(60_000)), Koreksi(lost, Decimal(1), Decimal(2)))
    assert after.kontribusi_ro == before.kontribusi_ro
    told = [said(cek.penjelasan) for cek in after.cek if cek.aturan == "koreksi_dipakai" and cek.status == "gagal"]
    assert len(told) == 2 and "terbaca 40.000" in told[0] and "untuk 41.000" in told[0] and "tidak ada lagi" in told[1]
    assert after.dokumen.status == "perlu_tinjau" and len({cek.cek_id for cek in after.cek}) == len(after.cek)


def test_budget_months_and_total(dibaca: Rows, kertas: Any) -> None:
    bulan = ("", "", *["90"] * 8)
    text = kertas.dokumen([kertas.indikator(1, 100_000, sasaran=(1, "Terwujudnya"), bulan=bulan), kertas.total(150_000)])
    before = dibaca(text)
    (target,) = before.target
    assert "bulan_disimpulkan" in target.bendera and status(before, "total_dokumen") == ["gagal"]
    (total,) = [cek.baris for cek in before.cek if cek.aturan == "total_dokumen"]
    read = [row.nilai for row in before.target_bulanan]
    wanted = [None, None, *[Decimal(90)] * 8, Decimal(95), Decimal(96)]
    months = [
        Koreksi(Alamat("target_bulanan", target.baris, month, "nilai"), old, new)
        for month, (old, new) in enumerate(zip(read, wanted, strict=True), 1)
    ]
    after = dibaca(
        text,
        *months,
        Koreksi(Alamat("target", target.baris, 1, "anggaran_rp"), Decimal(100_000), Decimal(120_000)),
        Koreksi(Alamat("dokumen", total, 1, "total_anggaran_rp"), Decimal(150_000), Decimal(120_000)),
    )
    assert [row.nilai for row in after.target_bulanan] == wanted
    assert [row.mentah for row in after.target_bulanan] == [row.mentah for row in before.target_bulanan]
    assert (after.target[0].anggaran_rp, after.target[0].target_tahunan, after.target[0].bendera) == (120_000, 96, ("dikoreksi",))
    assert after.dokumen.total_anggaran_rp == 120_000 and status(after, "total_dokumen") == ["lolos"]
    assert [cell.mentah for cell in before.sel if cell.nasib == "terbuka"] == []
    assert [cell.mentah for cell in after.sel if cell.nasib == "terbuka"] == [], "what was put right is printed as it was"


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=6), st.sampled_from(["nilai", "realisasi"]))
def test_what_is_written_is_read_back(value: Decimal, kolom: str) -> None:
    assert written_number(csv_number(value), kolom) == value


@pytest.mark.parametrize(
    ("text", "kolom", "value"),
    [
        ("415.446.000", "anggaran_rp", 415446000),
        ("525.500", "anggaran_rp", 525500),
        ("Rp 1.000.000,50", "pagu_rp", Decimal("1000000.5")),
        ("88,125", "realisasi", Decimal("88.125")),
        ("3.5", "ie", Decimal("3.5")),
        ("1.234,5", "target", Decimal("1234.5")),
        ("-", "target", None),
    ],
)
def test_numbers_as_people_write_them(text: str, kolom: str, value: Decimal | None) -> None:
    assert written_number(text, kolom) == value


@pytest.mark.parametrize(("text", "told"), [("30.000", "30000 atau 30"), ("tiga", "bukan angka"), ("", "Sebut angkanya")])
def test_what_could_mean_two_things_is_asked(text: str, told: str) -> None:
    with raises_saying(NotUnderstood, match=told):
        written_number(text, "target")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a;target;3;1;satuan;1;2", "tidak dapat dikoreksi"),
        ("a;sel;3;1;mentah;1;2", "tidak dapat dikoreksi"),
        ("a;target;x;1;anggaran_rp;1;2", "bilangan bulat"),
        ("a;target;3;1;target_tahunan;1;30.000", "30000 atau 30"),
    ],
)
def test_line_that_cannot_be_used_stops_with_its_place(line: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "koreksi.csv").write_text(f"dokumen;tabel;baris;bagian;kolom;terbaca;nilai\n{line}\n", encoding="utf-8")
    with raises_saying(RegistryError, match=told):
        read_corrections(tmp_path)


def test_last_line_about_a_number_holds(tmp_path: Path) -> None:
    head = "dokumen;tabel;baris;bagian;kolom;terbaca;nilai\n"
    (tmp_path / "koreksi.csv").write_text(head + "a;target;3;1;anggaran_rp;1;2\na;target;3;;anggaran_rp;1;3\n", encoding="utf-8")
    assert read_corrections(tmp_path) == {"a": (Koreksi(Alamat("target", 3, 1, "anggaran_rp"), Decimal(1), Decimal(3)),)}


# ---- texts, and lines that were not read


@pytest.fixture
def ditulis(knowledge: Knowledge, tmp_path: Path) -> Callable[..., DocumentRows]:
    """A dump's text, lines of koreksi.csv and of baris_ro.csv → its rows."""

    def rows(text: str, teks: str = "", baris: str = "") -> DocumentRows:
        (tmp_path / "koreksi.csv").write_text(f"dokumen;tabel;baris;bagian;kolom;terbaca;nilai\n{teks}", encoding="utf-8")
        head = "dokumen;setelah;kode;nama_ro;komponen;subkomponen;anggaran_rp;kontribusi_rp"
        (tmp_path / "baris_ro.csv").write_text(f"{head}\n{baris}", encoding="utf-8")
        document = Document(DOC, Path("dump.txt"), "dump.txt", Metode.TEKS)
        known = replace(knowledge, koreksi=read_corrections(tmp_path), teks=read_text_corrections(tmp_path), baris=read_lines(tmp_path))
        return normalize(parse_dump(text, document), known, None)

    return rows


def test_a_lost_line_is_written_and_the_sum_holds(ditulis: Callable[..., DocumentRows], kertas: Any) -> None:
    """The second of three lines was not read: 40.000 are missing until a person writes the line."""
    lines = [
        kertas.indikator(1, 100_000, sasaran=(1, "Terwujudnya")),
        kertas.ro(1, 60_000, 50_000),
        kertas.ro(3, 20_000, 10_000, sub="C - Uji"),
    ]
    text = kertas.dokumen([*lines, kertas.total(100_000)])
    before = ditulis(text)
    assert status(before, "kontribusi_vs_anggaran") == ["gagal"] and len(before.kontribusi_ro) == 2
    first = before.kontribusi_ro[0]
    after = ditulis(text, baris=f"{DOC};{first.baris};DR.3165.QIC.001;Sarana;053 - Koordinasi;B - Kirim;80.000;40.000\n")
    written = after.kontribusi_ro[1]
    assert [row.kontribusi_rp for row in after.kontribusi_ro] == [50_000, 40_000, 10_000]
    assert (written.kode_program, written.kode_kegiatan, written.kode_kro, written.kode_ro) == ("DR", "3165", "QIC", "001")
    assert (written.kode_komponen, written.nama_komponen, written.kode_subkomponen, written.kontribusi_persen) == (
        "053",
        "Koordinasi",
        "B",
        50,
    )
    assert written.bendera == ("ditulis_orang",) and written.baris == first.baris and written.bbox is None
    assert (written.target_id, written.halaman, written.line) == (first.target_id, first.halaman, first.line)
    assert status(after, "kontribusi_vs_anggaran") == ["lolos"] and status(after, "koreksi_dipakai") == []
    assert after.sel == before.sel and [row.bendera for row in after.kontribusi_ro] == [(), ("ditulis_orang",), ()]
    places = [(found.baris, found.bagian) for found in after.bukti if found.tabel == "kontribusi_ro" and found.kolom == "kontribusi_rp"]
    assert places == [(first.baris, 1), (first.baris, 2), (after.kontribusi_ro[2].baris, 1)]


def test_a_line_below_an_indicator_without_lines(ditulis: Callable[..., DocumentRows], kertas: Any) -> None:
    text = kertas.dokumen([kertas.indikator(1, 100_000, sasaran=(1, "Terwujudnya")), kertas.total(100_000)])
    (target,) = ditulis(text).target
    after = ditulis(text, baris=f"{DOC};{target.baris};3165.QIC.001;;;;100000;100000\n")
    assert [(row.target_id, row.kontribusi_rp) for row in after.kontribusi_ro] == [(target.target_id, 100_000)]
    assert status(after, "kontribusi_vs_anggaran") == ["lolos"]


def test_a_line_that_finds_no_row_is_said(ditulis: Callable[..., DocumentRows], rencana: str) -> None:
    after = ditulis(rencana, baris=f"{DOC};999;DR.3165.QIC.001;Sarana;;;80000;40000\n")
    assert after.kontribusi_ro == ditulis(rencana).kontribusi_ro
    (told,) = [said(cek.penjelasan) for cek in after.cek if cek.aturan == "koreksi_dipakai"]
    assert told.startswith("Baris RO DR.3165.QIC.001 dari baris_ro.csv tidak dipakai") and after.dokumen.status == "perlu_tinjau"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("x.pdf;4;3165;a;;;1;1", "kode RO ditulis seperti"),
        ("x.pdf;a;3165.QIC.001;a;;;1;1", "setelah harus"),
        ("x.pdf;4;3165.QIC.001;a;;;satu;1", "bukan angka"),
    ],
)
def test_a_line_that_is_none_stops_the_run(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "baris_ro.csv").write_text(f"dokumen;setelah;kode;nama_ro;komponen;subkomponen;anggaran_rp;kontribusi_rp\n{line}\n")
    with raises_saying(RegistryError, match=told):
        read_lines(tmp_path)


def test_wrong_texts_are_put_right(ditulis: Callable[..., DocumentRows], rencana: str) -> None:
    """An indicator's name brings its id with it; a text for another reading is not used and says so."""
    before = ditulis(rencana)
    first, line = before.target[0], before.kontribusi_ro[0]
    nama = "Nilai AKIP UPT"
    teks = f"{DOC};target;{first.baris};1;indikator_raw;{first.indikator_raw};{nama}\n"
    teks += f"{DOC};kontribusi_ro;{line.baris};1;nama_ro;{line.nama_ro};Sarana Obat\n{DOC};target;{first.baris};1;sasaran_raw;Lain;X\n"
    after = ditulis(rencana, teks=teks)
    assert (after.target[0].indikator_raw, after.target[0].indikator_id) == (nama, before.target[1].indikator_id)
    assert after.kontribusi_ro[0].nama_ro == "Sarana Obat" and after.target[0].sasaran_raw == first.sasaran_raw
    assert "dikoreksi" in after.target[0].bendera and "dikoreksi" in after.kontribusi_ro[0].bendera and after.sel == before.sel
    (told,) = [said(cek.penjelasan) for cek in after.cek if cek.aturan == "koreksi_dipakai"]
    assert f"terbaca «{first.sasaran_raw}», padahal koreksinya untuk «Lain»" in told
