"""A view file: its leading comment says what one row is, then what its columns mean; the rest is one CREATE VIEW.

    -- Satu baris satu indikator, tahun, dan kantor. …
    -- kolom rank: peringkat, 1 = target tertinggi;
    --   kosong untuk kantor yang tidak dikenali
    CREATE VIEW v_… AS …

A column without a `kolom` line means what the fact tables' column of that name means.
"""

import re
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from normalize.rows import DIMENSI, TABEL, Asal
from warehouse.store.errors import ViewInvalid
from warehouse.store.schema import columns

VIEWS = Path(__file__).resolve().parent / "views"

# 'kolom rank: peringkat' -> ('rank', 'peringkat')
KOLOM = re.compile(r"kolom (\w+): *(\S.*)")

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ViewFile:
    """nama: the view, which is the file's name. arti: its comment. kolom: column → meaning, as far as the file gives them."""

    nama: str
    arti: str
    kolom: dict[str, str]
    sql: str


def read_view_files(folder: Path = VIEWS) -> list[ViewFile]:
    """Every view file, each after the views it reads from. Helpers begin with `_`; the other names are public."""
    views = {path.stem: read_view(path) for path in sorted(folder.glob("*.sql"))}
    order = TopologicalSorter(
        {name: [word for word in WORD.findall(_code(view)) if word in views and word != name] for name, view in views.items()}
    )
    return [views[name] for name in order.static_order()]


def _code(view: ViewFile) -> str:
    """The SQL without comments, which may name other views freely."""
    return "\n".join(line.partition("--")[0] for line in view.sql.splitlines())


def read_view(path: Path) -> ViewFile:
    """Raises ViewInvalid for a file without a leading comment, or whose SQL creates another view than the file's name says."""
    sql = path.read_text(encoding="utf-8")
    words: list[str] = []
    kolom: dict[str, str] = {}
    last = ""
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        text = line[2:].strip()
        if match := KOLOM.fullmatch(text):
            last = match[1]
            if last in kolom:
                raise ViewInvalid(f"{path.name}: kolom {last} dijelaskan dua kali.")
            kolom[last] = match[2]
        elif last and line.startswith("--  "):
            kolom[last] += f" {text}"
        elif last:
            raise ViewInvalid(f"{path.name}: baris komentar '{text}' tidak termasuk penjelasan kolom mana pun.")
        else:
            words.append(text)
    arti = " ".join(word for word in words if word)
    if not arti:
        raise ViewInvalid(f"{path.name}: komentar pembuka belum ada.")
    if f"CREATE VIEW {path.stem} AS" not in sql:
        raise ViewInvalid(f"{path.name}: berkas ini harus membuat tampilan {path.stem}.")
    return ViewFile(path.stem, arti, kolom, sql)


def column_meanings(view: ViewFile, names: list[str]) -> dict[str, str]:
    """Column → meaning for every column of the view.

    Raises ViewInvalid for a column that the file does not explain and the fact tables do not (or not in one voice), and for an
    explanation of a column that the view does not have.
    """
    strangers = [name for name in view.kolom if name not in names]
    if strangers:
        raise ViewInvalid(f"{view.nama}.sql menjelaskan kolom yang tidak ada: {', '.join(strangers)}.")
    meanings = {name: view.kolom.get(name) or _inherited(name) for name in names}
    unknown = [name for name, meaning in meanings.items() if not meaning]
    if unknown:
        raise ViewInvalid(f"{view.nama}.sql belum menjelaskan kolom: {', '.join(unknown)} (tulis '-- kolom nama: arti').")
    return {name: meaning for name, meaning in meanings.items() if meaning}


def _inherited(name: str) -> str | None:
    """What the tables say the column means; None where they say nothing or different things."""
    meanings = _table_meanings().get(name, ())
    return meanings[0] if len(meanings) == 1 else None


@cache
def _table_meanings() -> dict[str, tuple[str, ...]]:
    """Column name → its different meanings in the fact tables; `dokumen`, `bukti` and the dimensions speak only where those are silent."""
    found: dict[str, tuple[str, ...]] = {}
    for tables in ([t for t, cls in TABEL.items() if issubclass(cls, Asal)], ["dokumen"], ["bukti", *DIMENSI]):
        meanings: dict[str, dict[str, None]] = {}
        for table in tables:
            for column in columns(table):
                meanings.setdefault(column.nama, {})[column.arti] = None
        for name, several in meanings.items():
            found.setdefault(name, tuple(several))
    return found
