"""data/review/indikator_alias.csv: decisions that hold, as people and Excel write them, and contradictions that stop."""

from pathlib import Path

import pytest

from normalize.decisions.registry_files import Knowledge, load_knowledge
from normalize.errors import RegistryError
from normalize.indicators.indikator import PROVISIONAL, TERBUKA, TINJAUAN
from tests.terucap import raises_saying, said

HEAD = "nama,usulan,keputusan,oleh,tanggal,catatan\n"
NAME = "Persentase sarana distribusi Obat yang memenuhi ketentuan"
RIGHT = "sarana-distribusi-memenuhi-ketentuan"


def decided(folder: Path, text: str, encoding: str = "utf-8") -> Knowledge:
    (folder / "indikator_alias.csv").write_text(text, encoding=encoding)
    return load_knowledge(folder)


def test_accepted_for_all_spellings(tmp_path: Path) -> None:
    indicators = decided(tmp_path, HEAD + f"{NAME},{RIGHT},terima,Ani,2025-11-03,salah cetak\n").indicators
    for text in (NAME, NAME.upper(), f"{NAME} di BBPOM di Serang*)", NAME.replace(" ", "")):
        assert (indicators.match(text).indikator_id, indicators.match(text).asal) == (RIGHT, TINJAUAN)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_as_excel_saves_it(tmp_path: Path, encoding: str) -> None:
    text = HEAD.replace(",", ";").replace("\n", "\r\n") + f"{NAME};{RIGHT};TERIMA;Ani;3/11/2025;\r\n;;;;;\r\n"
    assert decided(tmp_path, text, encoding).indicators.match(NAME).indikator_id == RIGHT


def test_an_empty_decision_decides_nothing(tmp_path: Path) -> None:
    assert decided(tmp_path, HEAD + f"{NAME},{RIGHT},,,,\n").indicators.match(NAME).asal == TERBUKA


def test_a_refused_candidate_is_not_proposed_again(tmp_path: Path) -> None:
    indicators = decided(tmp_path, HEAD + f"{NAME},{RIGHT},tolak,Ani,,\n").indicators
    assert indicators.match(NAME).asal == TERBUKA
    assert RIGHT not in [item.indikator_id for item in indicators.proposals(NAME)]


def test_a_new_indicator_under_the_id_chosen(tmp_path: Path) -> None:
    lines = "Jumlah kader keamanan pangan,kader-pangan,baru,Ani,,\nKader keamanan pangan desa,kader-pangan,terima,Ani,,\n"
    indicators = decided(tmp_path, HEAD + lines).indicators
    assert indicators.match("JUMLAH KADER KEAMANAN PANGAN").indikator_id == "kader-pangan"
    assert indicators.match("Kader keamanan pangan desa").indikator_id == "kader-pangan"
    added = indicators.by_id["kader-pangan"]
    assert (added.nama, added.satuan, added.asal) == ("Jumlah kader keamanan pangan", "jumlah", "tinjauan")


def test_a_new_indicator_keeps_its_provisional_id(tmp_path: Path) -> None:
    before = load_knowledge(tmp_path).indicators.match("Jumlah kader keamanan pangan")
    after = decided(tmp_path, HEAD + "Jumlah kader keamanan pangan,,baru,Ani,,\n").indicators.match("Jumlah kader keamanan pangan")
    assert before.indikator_id == after.indikator_id and str(after.indikator_id).startswith(PROVISIONAL)
    assert (before.asal, after.asal) == (TERBUKA, TINJAUAN)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (f"{NAME},{RIGHT},terima,,,\n{NAME.upper()},nilai-akip,terima,,,\n", "diputuskan dua kali"),
        (f"{NAME},{RIGHT},terima,,,\n{NAME},{RIGHT},tolak,,,\n", "diterima dan ditolak"),
        (f"{NAME},{RIGHT},tolak,,,\n{NAME}*),{RIGHT},accept,,,\n", "diterima dan ditolak"),
        (f"{NAME},,baru,,,\n{NAME},{RIGHT},terima,,,\n", "diputuskan dua kali"),
        ("Nilai AKIP UPT,indeks-spbe,terima,,,\n", "bertentangan dengan registri"),
        ("Nilai AKIP UPT,nilai-akip,tolak,,,\n", "bertentangan dengan registri"),
        (f"{NAME},tidak-ada,terima,,,\n", "tidak dikenal"),
        (f"{NAME},{RIGHT},mungkin,,,\n", "pilih terima, tolak, baru"),
        (f"{NAME},,terima,,,\n", "belum menyebut indikatornya"),
        (f"{NAME},nilai-akip,baru,,,\n", "sudah ada di registri"),
        (f"{NAME},Nama Baru,baru,,,\n", "huruf kecil"),
        (f"{NAME},id-baru,baru,,,\nJumlah kader,id-baru,baru,,,\n", "dipakai untuk dua nama"),
    ],
)
def test_a_contradiction_stops_with_one_sentence(lines: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(RegistryError) as error:
        decided(tmp_path, HEAD + lines)
    assert words in said(error.value) and "indikator_alias.csv" in said(error.value) and "\n" not in said(error.value)


def test_a_decision_that_the_registry_shares_is_no_contradiction(tmp_path: Path) -> None:
    text = HEAD + "Nilai AKIP UPT,nilai-akip,terima,,,\nNilai AKIP UPT,indeks-spbe,tolak,,,\n"
    assert decided(tmp_path, text).indicators.match("Nilai AKIP UPT").indikator_id == "nilai-akip"


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with raises_saying(RegistryError, match=r"indikator_alias\.csv tidak mempunyai kolom keputusan"):
        decided(tmp_path, f"nama,usulan\n{NAME},{RIGHT}\n")
