"""The command `review` and its file, on documents that print names nobody knows yet."""

import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

import pipeline

OFTEN = "Jumlah kader keamanan pangan"
RARE = "Persentase sarana distribusi Obat yang memenuhi ketentuan"
RIGHT = "sarana-distribusi-memenuhi-ketentuan"


def rapk(*arguments: str | Path) -> Result:
    return CliRunner(env={"COLUMNS": "180"}).invoke(pipeline.main, [str(argument) for argument in arguments])


def ids(data: Path, name: str) -> set[str | None]:
    with duckdb.connect(str(data / "kinerja.duckdb"), read_only=True) as con:
        return {found for (found,) in con.execute("SELECT indikator_id FROM target WHERE indikator_raw = $1", [name]).fetchall()}


@pytest.fixture(scope="module")
def dibaca(kertas: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of two plans; both print OFTEN, one prints RARE."""
    folder = tmp_path_factory.mktemp("dibaca")
    (folder / "inbox").mkdir()
    for number, (upt, names) in enumerate([("BALAI POM DI JEMBER", [OFTEN, RARE]), ("BALAI POM DI JAMBI", [OFTEN])]):
        lines = []
        for place, name in enumerate(names, 1):
            lines.append(kertas.indikator(place, 100_000, nama=name, sasaran=(1, "Terwujudnya") if place == 1 else None))
            lines.append(kertas.ro(1, 100_000 * len(names), 100_000))
        (folder / "inbox" / f"{number}.txt").write_text(kertas.dokumen(lines, upt=upt), encoding="utf-8")
    assert rapk("run", "--data-dir", folder).exit_code == 0
    return folder


@pytest.fixture
def data(dibaca: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dibaca, tmp_path / "data"))


def test_what_is_open_most_used_first(data: Path) -> None:
    result = rapk("review", "--data-dir", data)
    assert result.exit_code == 0, result.output
    assert result.stdout.index(OFTEN) < result.stdout.index(RARE)
    assert RIGHT in result.stdout and "kata terjaga berbeda: makanan" in result.stdout and "2 nama menunggu keputusan" in result.stdout


def test_two_documents_share_the_provisional_indicator(data: Path) -> None:
    found = ids(data, OFTEN)
    assert len(found) == 1
    with duckdb.connect(str(data / "kinerja.duckdb"), read_only=True) as con:
        assert con.execute("SELECT nama, satuan, asal FROM dim_indikator WHERE indikator_id = $1", [*found]).fetchall() == [
            (OFTEN, "jumlah", "sementara")
        ]
        assert con.sql("SELECT count(*) FROM v_perlu_tinjau WHERE sumber = 'indikator'").fetchall() == [(3,)]
        assert con.sql(f"SELECT rank FROM v_target_antar_upt WHERE indikator = '{OFTEN}'").fetchall() == [(1,), (1,)]


def test_accepted_from_the_shell(data: Path) -> None:
    result = rapk("review", "accept", RARE, "--oleh", "Rina", "--catatan", "salah cetak", "--data-dir", data)
    assert result.exit_code == 0, result.output
    text = (data / "review" / "indikator_alias.csv").read_text(encoding="utf-8-sig")
    assert f"{RARE};{RIGHT};terima;Rina;" in text and text.startswith("nama;usulan;keputusan;oleh;tanggal;catatan")


def test_new_by_its_provisional_id_and_rejected_and_no_longer_proposed(data: Path) -> None:
    (provisional,) = ids(data, OFTEN)
    assert rapk("review", "new", str(provisional), "--sebagai", "kader-pangan", "--data-dir", data).exit_code == 0
    assert rapk("review", "reject", RARE, "--data-dir", data).exit_code == 0
    assert rapk("run", "--data-dir", data).exit_code == 0
    assert ids(data, OFTEN) == {"kader-pangan"}
    listed = rapk("review", "--data-dir", data).stdout
    assert RARE in listed and f"1. {RIGHT}" not in listed


def test_the_file_alone_works_and_keeps_its_dialect(data: Path) -> None:
    path = data / "review" / "indikator_alias.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"nama,usulan,keputusan,catatan\n{OFTEN},kader-pangan,baru,dari Excel\n", encoding="utf-8")
    assert rapk("review", "accept", RARE, "--data-dir", data).exit_code == 0
    assert path.read_text(encoding="utf-8").splitlines()[1:] == [f"{OFTEN},kader-pangan,baru,dari Excel", f"{RARE},{RIGHT},terima,"]
    assert rapk("run", "--data-dir", data).exit_code == 0
    assert (ids(data, OFTEN), ids(data, RARE)) == ({"kader-pangan"}, {RIGHT})
    assert RARE not in rapk("review", "--data-dir", data).stdout


def test_a_contradiction_is_refused_and_nothing_written(data: Path) -> None:
    assert rapk("review", "accept", RARE, "--data-dir", data).exit_code == 0
    before = (data / "review" / "indikator_alias.csv").read_bytes()
    result = rapk("review", "reject", RARE, "--data-dir", data)
    assert result.exit_code == 2 and "diterima dan ditolak" in result.stderr
    assert (data / "review" / "indikator_alias.csv").read_bytes() == before


def test_a_contradiction_in_the_file_stops_the_run(data: Path) -> None:
    path = data / "review" / "indikator_alias.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"nama,usulan,keputusan\n{RARE},{RIGHT},terima\n{RARE},nilai-akip,terima\n", encoding="utf-8")
    result = rapk("run", "--data-dir", data)
    assert result.exit_code == 2 and "diputuskan dua kali" in result.stderr and "indikator_alias.csv" in result.stderr


@pytest.mark.parametrize("command", ["accept", "reject", "new"])
def test_a_name_that_is_not_open(command: str, data: Path) -> None:
    result = rapk("review", command, "Nilai AKIP UPT", "--data-dir", data)
    assert result.exit_code == 2 and "tidak menunggu keputusan" in result.stderr


def test_nothing_built_yet(tmp_path: Path) -> None:
    result = rapk("review", "--data-dir", tmp_path / "kosong")
    assert result.exit_code == 2 and "Belum ada gudang data" in result.stderr
