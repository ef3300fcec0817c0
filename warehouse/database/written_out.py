"""What SQL files leave to the row classes and the registry. What they say alike of every fact table stands in them once, so that a new
table needs no line there:

    -- tiap tabel hasil:
    SELECT '$tabel' AS sumber, doc_id, $nama AS nama FROM $tabel
    -- sampai sini

stands for one SELECT a table, joined by UNION ALL; `$tabel_hasil` and `$tabel_fakta` for their names between quotes, `$daftar_hasil` in a
comment for the bare names; `$kata_di_ro` for what offices are called in names of RO (offices/instansi.csv). Results (hasil) are the tables
of reports; those of plans hang together by target_id and have SQL of their own. `$temuan_id('|', part, …)` is the name of a finding made of
those parts: text here and no macro, for a macro is not found where the file is attached under another name.
"""

import re
from functools import cache
from string import Template

import regex

from normalize.column import columns_of
from normalize.decisions.koreksi_tinjauan import CORRECTABLE
from normalize.offices.instansi import agencies
from normalize.rows import FAKTA, TABEL

PLANS = ("target", "target_bulanan", "kontribusi_ro")
RESULTS = tuple(name for name in FAKTA if name not in PLANS)
EACH = re.compile(r"^ *-- tiap tabel hasil:\n(?P<isi>.*?)\n *-- sampai sini$", re.MULTILINE | re.DOTALL)
TEMUAN_ID = regex.compile(r"\$temuan_id(?P<parts>\((?:[^()]|(?&parts))*\))")
NUMBER = "DECIMAL(24, 6)"
"""Holds every number of every fact table."""


def expanded(sql: str) -> str:
    """The SQL with such parts written out."""
    sql = TEMUAN_ID.sub(r"substr(md5(concat_ws\g<parts>), 1, 16)", sql)
    sql = EACH.sub(lambda match: "\n    UNION ALL\n".join(_of(table, match["isi"]) for table in RESULTS), sql)
    lists = {"tabel_hasil": _quoted(RESULTS), "tabel_fakta": _quoted(FAKTA), "daftar_hasil": ", ".join(RESULTS)}
    lists["kata_di_ro"] = "|".join(agency.kata_di_ro for agency in agencies())
    return Template(sql).safe_substitute(lists)


def _of(table: str, select: str) -> str:
    kolom = CORRECTABLE[table]
    return Template(select).safe_substitute(
        tabel=table,
        urutan=FAKTA.index(table),
        nama=name_of(table),
        sebutan=_joined([name_of(table), *map(_named, TABEL[table].beda_baris)]),
        kantor="upt_raw" if any(field.name == "upt_raw" for field in columns_of(TABEL[table])) else "NULL",
        kolom=_quoted(kolom),
        nilai=", ".join(f"CAST({name} AS {NUMBER})" for name in kolom),
    )


def by_name_and_period(table: str, sql: str) -> str:
    """The SQL of a table whose rows are told apart by their name and period; `$nama` is the name, `$kolom_nama` its columns."""
    cls = TABEL[table]
    return Template(sql).substitute(tabel=table, nama=name_of(table), kolom_nama=", ".join((*cls.kode_baris, *cls.nama_baris)))


@cache
def name_of(table: str) -> str:
    """The SQL of what a row of a fact table is called."""
    cls = TABEL[table]
    named = _joined(cls.nama_baris)
    return f"coalesce(nullif(concat_ws('.', {', '.join(cls.kode_baris)}), ''), {named})" if cls.kode_baris else named


def _joined(parts: tuple[str, ...] | list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"concat_ws(' ', {', '.join(parts)})"


def _named(kolom: str) -> str:
    return _joined([f"'{kolom}'", kolom]) if kolom == "bulan" else kolom


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)
