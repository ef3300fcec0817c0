"""Columns of the last year of a five-year plan, told by their year alone: Realisasi 2023 · Target 2024 · % Capaian terhadap Target 2024."""

from collections.abc import Sequence
from dataclasses import replace

from normalize.heads.kolom import Kolom

OF_PLAN = {"target": "target_renstra", "capaian": "capaian_renstra", "capaian_tahunan": "capaian_renstra"}


def of_the_plan(columns: Sequence[Kolom]) -> list[Kolom]:
    """The columns, the target of the latest year and the result against it called the plan's where all that was reached is of years before.
    Beside a target of the years reached only where a result is of the later year too: the next year's target stands there as well. Of
    several targets of the plan, one a year, the last is what it leads to."""
    reached = [column.tahun for column in columns if column.nama == "realisasi"]
    known = [tahun for tahun in reached if tahun]
    targets = {tahun for column in columns if column.nama in OF_PLAN.values() and (tahun := column.tahun)}
    if len(targets) > 1:
        last = max(targets)
        columns = [replace(c, nama="target") if c.nama == "target_renstra" and c.tahun and c.tahun < last else c for c in columns]
    if not known or len(known) < len(reached):
        return list(columns)
    now, ahead = max(known), max((c.tahun for c in columns if c.nama == "target" and c.tahun), default=0)
    judged = any(column.nama in OF_PLAN and column.nama != "target" and (column.tahun or 0) > now for column in columns)
    own = any(column.nama == "target" and (column.tahun or now) <= now for column in columns)
    if ahead <= now or (own and not judged):
        return list(columns)
    return [
        replace(column, nama=OF_PLAN[column.nama]) if column.nama in OF_PLAN and column.tahun == ahead else column for column in columns
    ]
