"""Columns of the last year of a five-year plan, told by their year alone: Realisasi 2023 · Target 2024 · % Capaian terhadap Target 2024."""

from collections.abc import Sequence

from msgspec.structs import replace

from normalize.heads.kolom import Kolom

OF_PLAN = {"target": "target_renstra", "capaian": "capaian_renstra", "capaian_tahunan": "capaian_renstra"}
PLANNED = {"target", "target_renstra"}


def of_the_plan(columns: Sequence[Kolom]) -> list[Kolom]:
    """The columns, the target of the latest year and the result against it called the plan's where all that was reached is of years before.
    Beside a target of the years reached only where a result is of the later year too: the next year's target may stand there as well."""
    columns = _last_of_the_plan(columns)
    reached = [column.tahun for column in columns if column.nama == "realisasi"]
    now = max((tahun for tahun in reached if tahun), default=0)
    ahead = max((column.tahun or 0 for column in columns if column.nama in PLANNED), default=0)
    if not reached or None in reached or ahead <= now:
        return columns
    judged = any(column.tahun == ahead for column in columns if column.nama in ("capaian", "capaian_tahunan"))
    own = any((column.tahun or now) <= now for column in columns if column.nama == "target")
    if own and not judged:
        return columns
    return [replace(c, nama=OF_PLAN[c.nama]) if c.nama in OF_PLAN and c.tahun == ahead else c for c in columns]


def _last_of_the_plan(columns: Sequence[Kolom]) -> list[Kolom]:
    """Of several targets of the plan, one a year, the last is what it leads to."""
    last = max((column.tahun or 0 for column in columns if column.nama == "target_renstra"), default=0)
    return [replace(c, nama="target") if c.nama == "target_renstra" and c.tahun and c.tahun < last else c for c in columns]
