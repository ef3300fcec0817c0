"""What people decided in data/review, and the sentences about mistakes in it."""

from pathlib import Path

import pytest

from normalize.decisions.registry_files import load_knowledge
from normalize.errors import RegistryError
from tests.terucap import raises_saying, said


@pytest.fixture
def review(tmp_path: Path) -> Path:
    return tmp_path


def test_nothing_decided(review: Path) -> None:
    knowledge = load_knowledge(review / "tidak ada")
    assert knowledge.keputusan == {}
    assert {alias.asal for alias in knowledge.dim_upt_alias} == {"registri"}
    assert len({office.upt_id for office in knowledge.dim_upt}) > 80


def test_decisions(review: Path) -> None:
    (review / "dokumen.csv").write_text(
        "dokumen,kolom,nilai,oleh\nnasional.pdf,skala_rupiah,1000,Ani\nabc123,tahun,2023,\n,,,\nabc123,jenis,RAPK,\n"
    )
    knowledge = load_knowledge(review)
    assert knowledge.decided("0" * 64, ("nasional.pdf",), "skala_rupiah") == "1000"
    assert knowledge.decided("abc123", ("x.pdf",), "tahun") == "2023"
    assert knowledge.decided("abc123", ("x.pdf",), "upt_id") is None


def test_the_digest_goes_before_the_name(review: Path) -> None:
    (review / "dokumen.csv").write_text("dokumen,kolom,nilai\na.pdf,tahun,2023\nabc,tahun,2024\n")
    knowledge = load_knowledge(review)
    assert knowledge.decided("abc", ("a.pdf",), "tahun") == "2024"
    assert knowledge.decided("def", ("a.pdf",), "tahun") == "2023"


def test_as_excel_saves_it(review: Path) -> None:
    (review / "dokumen.csv").write_bytes("\ufeffdokumen;kolom;nilai\r\nñ, b.pdf;upt_id;palopo\r\n;;\r\n".encode())
    (review / "upt_alias.csv").write_bytes("\ufeffalias;upt_id\r\nBalai Kota Sutera;palopo\r\n".encode())
    knowledge = load_knowledge(review)
    assert knowledge.decided("", ("ñ, b.pdf",), "upt_id") == "palopo"
    assert [(a.alias, a.upt_id) for a in knowledge.dim_upt_alias if a.asal == "tinjauan"] == [("Balai Kota Sutera", "palopo")]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("dokumen.csv", "dokumen,kolom,nilai\na.pdf,tahun,2023\na.pdf,tahun,2024\n", ("tahun", "a.pdf", "dua kali", "2023", "2024")),
        ("dokumen.csv", "dokumen,kolom,nilai\na.pdf,upt_id,atlantis\n", ("atlantis", "upt_id", "a.pdf")),
        ("dokumen.csv", "dokumen,kolom,nilai\na.pdf,skala_rupiah,100\n", ("100", "skala_rupiah", "a.pdf")),
        ("dokumen.csv", "dokumen,kolom,nilai\na.pdf,tahun,23\n", ("23", "tahun", "a.pdf")),
        ("dokumen.csv", "dokumen,kolom,nilai\na.pdf,jenis,SURAT\n", ("SURAT", "jenis")),
        ("dokumen.csv", "dokumen,kolom,nilai\na.pdf,warna,merah\n", ("warna", "skala_rupiah")),
        ("dokumen.csv", "dokumen,kolom,nilai\na.pdf,tahun,2023\nb.pdf,tahun,\n", ("baris 3", "nilai")),
        ("dokumen.csv", "dokumen,nilai\na.pdf,2023\n", ("kolom",)),
        ("dokumen.csv", "", ("dokumen, kolom, nilai",)),
        ("upt_alias.csv", "alias,upt_id\nBalai Atlantis,atlantis\n", ("atlantis", "Balai Atlantis")),
        ("upt_alias.csv", "alias,upt_id\nBALAI POM  DI PALU,palopo\n", ("palu", "palopo", "dua kantor")),
    ],
)
def test_a_mistake_stops_with_a_sentence(review: Path, name: str, content: str, words: tuple[str, ...]) -> None:
    (review / name).write_text(content)
    with pytest.raises(RegistryError) as caught:
        load_knowledge(review)
    sentence = said(caught.value)
    assert sentence.startswith(name) and sentence.endswith(".") and "\n" not in sentence
    for word in words:
        assert word in sentence


def test_bytes_that_are_no_text(review: Path) -> None:
    (review / "dokumen.csv").write_bytes(b"dokumen,kolom,nilai\nBal\xe1i.pdf,tahun,2023\n")
    with raises_saying(RegistryError, match=r"dokumen\.csv.*UTF-8"):
        load_knowledge(review)
