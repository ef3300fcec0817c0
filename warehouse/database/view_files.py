"""A view file: its leading comment says what one row is, then what its columns mean; the rest is one CREATE VIEW.

    -- Satu baris satu indikator, tahun, dan kantor. …
    -- kolom rank: peringkat, 1 = target tertinggi;
    --   kosong untuk kantor yang tidak dikenali
    CREATE VIEW v_… AS …

A column without a `kolom` line means what the fact tables' column of that name means.

A helper that is asked often is an inner table instead: CREATE TABLE, kept and brought after each change. A line `diperbarui`
says by what its rows follow, see `Scope`. A night makes it for a few documents: there list_distinct(list(x)) and min(x) = max(x) take a
fraction of list(DISTINCT x) and count(DISTINCT x), of which each keeps a table of its own.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from extract.message import message
from normalize.rows import DIMENSI, TABEL, Asal
from warehouse.database.written_out import expanded
from warehouse.store.errors import ViewInvalid
from warehouse.store.schema import columns

VIEWS = Path(__file__).resolve().parent / "views"

# 'kolom rank: peringkat' -> ('rank', 'peringkat')
KOLOM = re.compile(r"kolom (\w+): *(\S.*)")

# 'diperbarui: kantor' -> 'kantor'
DIPERBARUI = re.compile(r"diperbarui: (\w+)")

WORD = re.compile(r"\w+")


class Scope(StrEnum):
    """Of what the rows of an inner table are made, and by what they are therefore made anew.

    DOKUMEN: a row has a doc_id, and is made of rows of that document. KANTOR: a row has upt_id, tahun and doc_id, and is made of rows about
    that office and year (where the office is unknown: of that document). SELURUHNYA: of everything, and little enough to be made anew.
    """

    DOKUMEN = "dokumen"
    KANTOR = "kantor"
    SELURUHNYA = "seluruhnya"


class ViewFile(Struct, frozen=True):
    """nama: the view or inner table, which is the file's name. arti: its comment. kolom: column → meaning, as far as the file gives them.

    query: what is asked, without its name. scope: None for a view. reads: every word of the query that may name a table. kolom_v: what the
    public view of an inner table (v_bappenas of _bappenas) says of its columns.
    """

    nama: str
    arti: str
    kolom: dict[str, str]
    query: str
    scope: Scope | None
    reads: frozenset[str]
    kolom_v: Mapping[str, str] = field(default_factory=dict)

    @property
    def sql(self) -> str:
        """Makes the view, or the inner table without rows."""
        kind, rows = ("TABLE", "\nWITH NO DATA") if self.scope else ("VIEW", "")
        return f'CREATE {kind} "{self.nama}" AS {self.query}{rows}'


def read_view_files(folder: Path = VIEWS) -> list[ViewFile]:
    """Every view file, each after the views it reads from. Helpers begin with `_`; the other names are public."""
    views = {path.stem: read_view(path) for path in sorted(folder.glob("*.sql"))}
    for name, view in views.items():
        if view.scope and (public := views.get(f"v{name}")):
            views[name] = replace(view, kolom_v=public.kolom)
    order = TopologicalSorter({name: [word for word in sorted(view.reads) if word in views] for name, view in views.items()})
    return [views[name] for name in order.static_order()]


def depending_on(name: str, views: Sequence[ViewFile]) -> list[ViewFile]:
    """Those of `views`, which stand in order, that read from `name` or from one that does."""
    found = {name}
    for view in views:
        if view.reads & found:
            found.add(view.nama)
    return [view for view in views if view.nama in found]


def needed_for(name: str, views: Sequence[ViewFile]) -> list[ViewFile]:
    """`name` itself and those of `views`, which stand in order, that it is made of."""
    found = {name}
    for view in reversed(views):
        if view.nama in found:
            found |= view.reads
    return [view for view in views if view.nama in found]


def _words(query: str) -> frozenset[str]:
    """The words of the SQL without comments, which may name other views freely."""
    return frozenset(WORD.findall("\n".join(line.partition("--")[0] for line in query.splitlines())))


def read_view(path: Path) -> ViewFile:
    """Raises ViewInvalid for a file without a leading comment, or whose SQL creates another view than the file's name says."""
    sql = expanded(path.read_text(encoding="utf-8"))
    words: list[str] = []
    kolom: dict[str, str] = {}
    last = ""
    scope: Scope | None = None
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        text = line[2:].strip()
        if match := DIPERBARUI.fullmatch(text):
            if match[1] not in set(Scope):
                raise ViewInvalid(message("sql_diperbarui_salah", berkas=path.name, pilihan=", ".join(Scope), kata=match[1]))
            scope = Scope(match[1])
        elif match := KOLOM.fullmatch(text):
            last = match[1]
            if last in kolom:
                raise ViewInvalid(message("sql_kolom_dua_kali", nama=path.name, kolom=last))
            kolom[last] = match[2]
        elif last and line.startswith("--  "):
            kolom[last] += f" {text}"
        elif last:
            raise ViewInvalid(message("sql_komentar_lepas", nama=path.name, teks=text))
        else:
            words.append(text)
    arti = " ".join(word for word in words if word)
    if not arti:
        raise ViewInvalid(message("sql_tanpa_pembuka", nama=path.name))
    kind = "TABLE" if scope else "VIEW"
    _, found, query = sql.partition(f"CREATE {kind} {path.stem} AS")
    if not found:
        made = message("sql_tabel", nama=path.stem) if scope else message("sql_tampilan", nama=path.stem)
        raise ViewInvalid(message("sql_harus_membuat", nama=path.name, apa=made))
    return ViewFile(path.stem, arti, kolom, query.strip().removesuffix(";"), scope, _words(query) - {path.stem})


def column_meanings(view: ViewFile, names: list[str]) -> dict[str, str]:
    """Column → meaning for every column of the view.

    Raises ViewInvalid for a column that the file does not explain and the fact tables do not (or not in one voice), and for an
    explanation of a column that the view does not have.
    """
    strangers = [name for name in view.kolom if name not in names]
    if strangers:
        raise ViewInvalid(message("sql_kolom_tak_ada", nama=view.nama, kolom=", ".join(strangers)))
    meanings = {name: view.kolom.get(name) or view.kolom_v.get(name) or _inherited(name) for name in names}
    unknown = [name for name, meaning in meanings.items() if not meaning]
    if unknown:
        raise ViewInvalid(message("sql_kolom_tak_dijelaskan", nama=view.nama, kolom=", ".join(unknown)))
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
