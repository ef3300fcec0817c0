"""What a rule or a flag says is wrong, as sentences: from registry/rules/bendera.csv and sebab.csv."""

from functools import cache

from normalize.words.registry_rows import registry_rows


def reason(sumber: str, alasan: str) -> str:
    """What a row of v_perlu_tinjau is about: 'capaian_vs_target: gagal' → the rule; 'nama_terpotong|sel_gabungan' → the first flag;
    'target: tak_terbukti' → 'tak_terbukti', one cause for all tables."""
    first, _, outcome = alasan.split("|")[0].partition(": ")
    return outcome if sumber == first and first != "dokumen" else first


@cache
def cause_words() -> dict[str, tuple[str, str]]:
    """Rule or flag → what is wrong (not what the rule demands), and what can be done."""
    flags = {row["bendera"]: (row["arti"], row["anjuran"]) for row in registry_rows("rules/bendera.csv", "bendera", "arti", "anjuran")}
    return flags | {row["aturan"]: (row["sebab"], row["anjuran"]) for row in registry_rows("rules/sebab.csv", "aturan", "sebab", "anjuran")}
