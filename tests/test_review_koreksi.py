"""Numbers put right in the review page: what is proposed, what is tried, and what the next run makes of it."""

import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.malam import rapk, read_in
from tests.programs import needs_chromium
from tests.terucap import said
from tests.tinjauan import Client, ask, item_of, items_of, lines, page_at, proposals_of, run, served_here
from warehouse.review.review_files import undo
from warehouse.review.review_log import decide

ROOT = Path(__file__).parent.parent
MISREAD = "60,000"


@pytest.fixture(scope="module")
def dibaca(kertas: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan whose first RO line gives 6.000 where 60.000 adds up, and one whose twelve months are eleven."""
    folder = tmp_path_factory.mktemp("dibaca")
    (folder / "inbox").mkdir()
    wrong = [
        kertas.indikator(1, 100_000, sasaran=(1, "Terwujudnya")),
        kertas.ro(1, 60_000, "6,000"),
        kertas.ro(2, 40_000, 40_000, sub="B - Uji"),
    ]
    wrong += [kertas.indikator(2, 50_000, nama="Nilai AKIP UPT"), kertas.ro(1, 50_000, 50_000, sub="C - Rapat"), kertas.total(150_000)]
    (folder / "inbox" / "a.txt").write_text(kertas.dokumen(wrong), encoding="utf-8")
    months = [kertas.indikator(1, 100_000, sasaran=(1, "Terwujudnya"), bulan=("", "", *["90"] * 8)), kertas.ro(1, 100_000, 100_000)]
    (folder / "inbox" / "b.txt").write_text(kertas.dokumen(months, upt="BALAI POM DI JAMBI"), encoding="utf-8")
    run(folder)
    return folder


@pytest.fixture
def data(dibaca: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dibaca, tmp_path / "data"))


def test_proposal_makes_the_sum_hold_and_comes_first(data: Path) -> None:
    item, proposals = item_of(data, "cek"), proposals_of(data)
    assert item.aturan == "kontribusi_vs_anggaran"
    first = proposals.choices(item, proposals.numbers(item))[0]
    assert first.label == "kontribusi_rp 3165.QIC.001.053.A: 6.000 → 60.000"
    assert [holds for holds, _ in first.bukti] == [True] * 3, "the sum of the indicator, the line shared out, and the whole plan"


def test_trial_says_what_fails(data: Path) -> None:
    item, proposals = item_of(data, "cek"), proposals_of(data)
    budget = next(angka for angka in proposals.numbers(item) if angka.alamat.kolom == "anggaran_rp" and angka.alamat.tabel == "target")
    told = [(holds, text if isinstance(text, str) else said(text)) for holds, text in proposals.tried(item, f"{budget.kunci}=46.000")]
    assert told[0] == (None, "anggaran_rp Persentase Obat yang memenuhi syarat: 100.000 → 46.000")
    assert any(holds and "berjumlah tepat anggaran" in text for holds, text in told)
    assert any(holds is False and "total yang tercetak" in text for holds, text in told)


def test_months_laid_out_anew_end_the_doubt(data: Path) -> None:
    item = item_of(data, "bulan")
    choice = next(choice for choice in item.usulan if said(choice.label).startswith("mulai Januari"))
    decide(data / "review", item, "terima", choice.nilai, "Rina", numbers=proposals_of(data).numbers(item))
    assert len(lines(data, "koreksi.csv")) == 12
    run(data)
    wanted = "SELECT nilai FROM target_bulanan JOIN dokumen USING (doc_id) WHERE nama_berkas = 'b.txt' ORDER BY bulan"
    assert [nilai for (nilai,) in ask(data, wanted)] == [*[Decimal(90)] * 8, *[None] * 4]
    assert ask(
        data, "SELECT count(*) FROM v_perlu_tinjau WHERE nama_berkas = 'b.txt' AND sumber <> 'dokumen' AND alasan <> 'target: tak_terbukti'"
    ) == [(0,)]


def test_undo_takes_all_lines_back(data: Path) -> None:
    item = item_of(data, "bulan")
    written = decide(data / "review", item, "terima", item.usulan[1].nilai, "Rina", numbers=proposals_of(data).numbers(item))
    undo(written)
    assert lines(data, "koreksi.csv") == []


def test_correction_that_does_not_help_leaves_the_question_open(data: Path) -> None:
    item, numbers = item_of(data, "cek"), proposals_of(data).numbers(item_of(data, "cek"))
    december = next(angka for angka in numbers if angka.alamat.tabel == "target_bulanan" and angka.alamat.bagian == 12)
    decide(data / "review", item, "koreksi", f"{december.kunci}=95", "Rina", numbers=numbers)
    run(data)
    assert ask(data, f"SELECT keputusan FROM v_perlu_tinjau WHERE temuan_id = '{item.kunci}'") == [("koreksi",)]
    assert Client(data).get(f"/butir/{item.kunci}").get_json()["oleh"] is None


def test_only_the_corrected_document_is_read_again(data: Path) -> None:
    before = dict(ask(data, "SELECT nama_berkas, diproses_pada FROM dokumen"))
    item, numbers = item_of(data, "cek"), proposals_of(data).numbers(item_of(data, "cek"))
    line = next(angka for angka in numbers if angka.nama == "kontribusi_rp 3165.QIC.001.053.A")
    decide(data / "review", item, "koreksi", f"{line.kunci}=60.000", "Rina", numbers=numbers)
    run(data)
    after = dict(ask(data, "SELECT nama_berkas, diproses_pada FROM dokumen"))
    assert after["a.txt"] > before["a.txt"] and after["b.txt"] == before["b.txt"]


@needs_chromium
def test_by_keyboard_up_to_the_warehouse(data: Path, tmp_path: Path) -> None:
    """The reviewer types the number from the page, sees what it proves, saves it, and applies it from the page."""
    from playwright.sync_api import expect

    with served_here(data) as address, page_at(address) as (page, faults):
        page.click('[data-faset="jenis"][data-nilai="cek"]')
        expect(page.locator("#usulan")).to_contain_text("6.000 → 60.000")
        expect(page.locator('[data-angka="kontribusi_ro/12/1/kontribusi_rp"] i, .angka.berselisih i').first).to_have_text("berselisih")
        page.keyboard.press("c")
        page.keyboard.type("kontribusi_rp 3165.QIC.001.053.A")
        page.keyboard.press("Enter")
        page.keyboard.type("61.000")
        page.keyboard.press("Enter")
        expect(page.locator("#coba .tidak").first).to_be_visible()
        assert lines(data, "koreksi.csv") == [], "tried, not saved"
        page.locator("#nilai").fill("60.000")
        page.keyboard.press("Enter")
        expect(page.locator("#coba .ya").first).to_contain_text("berjumlah tepat")
        page.screenshot(path=str(tmp_path / "koreksi.png"))
        page.keyboard.press("Enter")
        expect(page.locator("#maju")).to_have_text(re.compile("1 diputuskan"))
        page.click("#terapkan")
        expect(page.locator("#hasil-isi")).to_contain_text("60000", timeout=240_000)
        assert "a.txt" in page.inner_text("#hasil-isi") and "b.txt" not in page.inner_text("#hasil-isi")
        page.click("#hasil [data-tutup]")
        page.goto(page.url)
        expect(page.locator("#maju")).to_have_text(re.compile("0 diputuskan"))
    assert faults == []
    (row,) = lines(data, "koreksi.csv")
    assert (row["kolom"], row["terbaca"], row["nilai"], row["oleh"]) == ("kontribusi_rp", "6000", "60000", "Rina")
    found = "SELECT kontribusi_rp, bendera FROM kontribusi_ro WHERE list_contains(bendera, 'dikoreksi')"
    assert ask(data, found) == [(60_000, ["dikoreksi"])]
    assert ask(data, "SELECT count(*) FROM cek JOIN dokumen USING (doc_id) WHERE nama_berkas = 'a.txt' AND cek.status = 'gagal'") == [(0,)]


def test_misprint_of_a_report_is_put_right(samples: Path, tmp_path: Path) -> None:
    """The sample report has a failing row: a correction of one of its figures makes it hold, and only its own document changes."""
    folder = Path(shutil.copytree(samples, tmp_path / "data"))
    report = "JOIN dokumen USING (doc_id) WHERE nama_berkas = 'lakip_tahunan.pdf'"
    failing = f"SELECT aturan FROM cek {report} AND cek.status = 'gagal' ORDER BY aturan"
    assert ask(folder, failing) == [("angka_sama",), ("capaian_vs_target",)], "the figure contradicts its own row and the other tables"
    found = (item for item in items_of(folder) if item.jenis == "cek" and item.doubt.nama_berkas == "lakip_tahunan.pdf")
    item, proposals = next(found), proposals_of(folder)
    first = proposals.choices(item, proposals.numbers(item))[0]
    decide(folder / "review", item, "terima", first.nilai, "Rina", numbers=proposals.numbers(item))
    result = rapk("run", ROOT / "samples" / "inbox", "--data-dir", folder)
    assert read_in(result) == ["lakip_tahunan.pdf"]
    assert ask(folder, failing) == []
