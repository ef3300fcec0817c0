"""Rows of the indicator dimensions, from the registry, the decisions, and the names that all documents print."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from extract.message import Message
from normalize.dimension_rows import DimIndikator, DimIndikatorAlias, DimIndikatorPenerus, DimIndikatorUsulan
from normalize.indicators.indikator import ALIAS, BUKAN, PROVISIONAL, TEPAT, TERBUKA, Indicators
from normalize.indicators.registry_indikator import IndicatorRegistry
from normalize.name_rows import NamaIndikator, UsulanIndikator
from normalize.words.units import unit_of

SEMENTARA = "sementara"
PASTI = "pasti"


class IndicatorTables(Struct, frozen=True):
    """The tables that the documents' names decide, each in a fixed order."""

    dim_indikator: list[DimIndikator]
    dim_indikator_alias: list[DimIndikatorAlias]
    dim_indikator_usulan: list[DimIndikatorUsulan]


def indicator_tables(
    registry: IndicatorRegistry, indicators: Indicators, names: Iterable[NamaIndikator], proposals: Iterable[UsulanIndikator]
) -> IndicatorTables:
    """names, proposals: of all documents, in any order; the tables do not depend on it."""
    alias = _aliases(registry, names)
    return IndicatorTables(_indicators(registry, indicators, alias), alias, _proposals(proposals))


def _indicators(registry: IndicatorRegistry, indicators: Indicators, alias: Iterable[DimIndikatorAlias]) -> list[DimIndikator]:
    first = _first_successor(registry.penerus)
    rows = []
    for item in indicators.by_id.values():
        successor = first.get(item.indikator_id)
        rows.append(
            DimIndikator(
                indikator_id=item.indikator_id,
                nama=item.nama,
                satuan=item.satuan,
                arah=item.arah,
                tahun_mulai=item.tahun_mulai,
                tahun_selesai=item.tahun_selesai,
                penerus_id=successor.penerus_id if successor else None,
                jenis_penerus=successor.jenis if successor else None,
                asal=item.asal,
            )
        )
    provisional: dict[str, str] = {}
    for line in alias:
        if line.indikator_id and line.indikator_id.startswith(PROVISIONAL) and line.indikator_id not in indicators.by_id:
            provisional.setdefault(line.indikator_id, line.alias)
    rows += [
        DimIndikator(
            indikator_id=indikator_id,
            nama=nama,
            satuan=unit_of(nama),
            arah=None,
            tahun_mulai=None,
            tahun_selesai=None,
            penerus_id=None,
            jenis_penerus=None,
            asal=SEMENTARA,
        )
        for indikator_id, nama in sorted(provisional.items())
    ]
    return rows


def _first_successor(links: Iterable[DimIndikatorPenerus]) -> Mapping[str, DimIndikatorPenerus]:
    first: dict[str, DimIndikatorPenerus] = {}
    for link in links:
        first.setdefault(link.indikator_id, link)
    return first


def _aliases(registry: IndicatorRegistry, names: Iterable[NamaIndikator]) -> list[DimIndikatorAlias]:
    kind = {" ".join(registry.folder.fold(item.alias).kata): item.jenis for item in registry.alias}
    found: dict[tuple[str, str | None], list[NamaIndikator]] = defaultdict(list)
    for item in registry.indikator:
        found[(item.nama, item.indikator_id)] = [NamaIndikator(item.nama, item.indikator_id, TEPAT, 100.0, None, 0)]
    for other in registry.alias:
        found[(other.alias, other.indikator_id)] = [NamaIndikator(other.alias, other.indikator_id, ALIAS, 100.0, None, 0)]
    for name in names:
        found[(name.alias, name.indikator_id)].append(name)
    rows = []
    for (alias, indikator_id), several in sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        best = max(several, key=lambda name: (name.asal != TERBUKA, name.skor, name.asal, name.alasan.json if name.alasan else ""))
        rows.append(
            DimIndikatorAlias(
                alias=alias,
                indikator_id=indikator_id,
                asal=best.asal,
                skor=Decimal(str(best.skor)),
                status=best.asal if best.asal in (TERBUKA, BUKAN) else PASTI,
                jenis=kind.get(registry.folder.fold(alias).kunci, "sama") if best.asal not in (TERBUKA, BUKAN) else None,
                alasan=best.alasan,
                jumlah_baris=sum(name.jumlah_baris for name in several),
            )
        )
    return rows


def _order(item: UsulanIndikator) -> tuple[tuple[str, ...], str]:
    """By table, number, and neighbours, then by targets."""
    told = item.letak.parts() if item.letak else ()
    return tuple(str(value) for part in told for _, value in part.isi if not isinstance(value, Message)), item.target or ""


def _proposals(proposals: Iterable[UsulanIndikator]) -> list[DimIndikatorUsulan]:
    """One row an open name and candidate; of several documents the first in order speaks for place and targets."""
    found: dict[tuple[str, str], UsulanIndikator] = {}
    for item in proposals:
        key = (item.alias, item.usulan_id)
        if key not in found or _order(item) < _order(found[key]):
            found[key] = item
    return [
        DimIndikatorUsulan(
            alias=item.alias,
            indikator_id=item.indikator_id,
            urutan=item.urutan,
            usulan_id=item.usulan_id,
            skor=Decimal(str(item.skor)),
            satuan=item.satuan,
            satuan_usulan=item.satuan_usulan,
            target=item.target,
            letak=item.letak,
            penghalang=item.penghalang,
        )
        for item in sorted(found.values(), key=lambda item: (item.alias, item.urutan, item.usulan_id))
    ]
