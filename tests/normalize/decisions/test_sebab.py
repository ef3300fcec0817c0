"""registry/rules/sebab.csv and tangga.csv: every rule says what is wrong, every band has its example."""

from decimal import Decimal

from normalize.words.registry_rows import registry_rows
from warehouse.report.bands import scale_of


def test_every_rule_has_a_cause_and_no_other_has() -> None:
    rules = {row["aturan"] for row in registry_rows("rules/aturan.csv")}
    causes = [row["aturan"] for row in registry_rows("rules/sebab.csv", "aturan", "sebab", "anjuran")]
    of_no_rule = {"tak_terbukti", "dokumen", "nama_terbuka", "dokumen_kembar", "angka_antar_dokumen"}
    assert len(causes) == len(set(causes)) and set(causes) - rules == of_no_rule
    assert rules <= set(causes)


def test_every_band_holds_its_example() -> None:
    for row in registry_rows("rules/tangga.csv"):
        for tahun in (int(row["tahun_mulai"]), int(row["tahun_selesai"] or 2029)):
            assert scale_of(tahun).tone(Decimal(row["contoh"].replace(",", "."))) == row["nada"], row
