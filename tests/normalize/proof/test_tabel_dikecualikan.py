"""A table that nobody knows whose rows name indicators: asked, or left out by a rule that has a name."""

from collections.abc import Callable

import pytest

from normalize.proof.tabel_dikecualikan import rule_of
from normalize.rows import DocumentRows
from normalize.words.names import fold
from normalize.words.registry_rows import registry_rows

Baca = Callable[[str], DocumentRows]
TITLE = "LAPORAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\n\n"
OBAT, AKIP = "Persentase Obat yang memenuhi syarat", "Nilai AKIP UPT"
KNOWN = f"Tabel 3.1 Capaian Kinerja\n\nNo\tIndikator Kinerja\tTarget\tRealisasi\tCapaian\n1\t{OBAT}\t80\t84\t105\n\nUraian lain.\n\n"
RULES = list(registry_rows("rules/tabel_dikecualikan.csv", "aturan", "pola", "contoh"))


def asked(rows: DocumentRows) -> list[tuple[int | None, str]]:
    return [(cek.line, cek.status) for cek in rows.cek if cek.aturan == "tabel_tidak_dikenal"]


@pytest.mark.parametrize("rule", RULES, ids=[rule["aturan"] for rule in RULES])
def test_each_rule_leaves_its_example_out(rule: dict[str, str]) -> None:
    assert rule_of(["No", rule["contoh"]]) == rule["aturan"]
    assert fold(rule["contoh"]) != rule["contoh"]


def test_names_with_figures_under_heads_that_nobody_knows(baca: Baca) -> None:
    rows = baca(f"{TITLE}{KNOWN}Rincian\tNilai dasar\tNilai akhir\n{OBAT}\t70\t84\nIKU 2. {AKIP}\t60\t79,38\n")
    assert asked(rows) == [(12, "gagal")]
    assert rows.dokumen.status == "perlu_tinjau"


@pytest.mark.parametrize(
    "table",
    [
        # proposals, follow-ups, names without figures, other names
        f"Rincian\tUsulan Target\n{OBAT}\t70\n",
        f"Rincian\tRencana Tindak Lanjut\tTimeline\n{OBAT}\tPembinaan pelaku usaha\t12\n",
        f"Rincian\tPenanggung jawab data\n{OBAT}\tSubstansi Pengujian\n",
        f"Tahun\tDasar\n2023\t{OBAT}\n",
        "Rincian\tNilai dasar\tNilai akhir\nJumlah pegawai\t70\t84\n",
    ],
)
def test_what_is_not_asked(table: str, baca: Baca) -> None:
    assert asked(baca(f"{TITLE}{KNOWN}{table}")) == []
