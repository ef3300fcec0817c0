"""The tables that belong to no document: the registry's, and those made of what all documents say of indicator names."""

from collections.abc import Iterable
from pathlib import Path

from normalize.decisions.registry_files import Knowledge
from normalize.indicators.dim_indikator import indicator_tables
from normalize.name_rows import NamaIndikator, UsulanIndikator
from warehouse.store.files import remove_leftovers
from warehouse.store.names_of_all import names_of_all
from warehouse.store.parquet import write_dimension


def write_dimensions(knowledge: Knowledge, documents: Iterable[str], data_dir: Path) -> None:
    """Replaces all of them. documents: doc_id of every document of the warehouse."""
    names, proposals = names_of_all(documents, data_dir)
    write_dimensions_of(knowledge, names, proposals, data_dir)


def write_dimensions_of(knowledge: Knowledge, names: list[NamaIndikator], proposals: list[UsulanIndikator], data_dir: Path) -> None:
    """The same of names that are at hand."""
    tables = indicator_tables(knowledge.registry, knowledge.indicators, names, proposals)
    for table, rows in (
        ("dim_upt", knowledge.dim_upt),
        ("dim_upt_alias", knowledge.dim_upt_alias),
        ("dim_indikator", tables.dim_indikator),
        ("dim_indikator_alias", tables.dim_indikator_alias),
        ("dim_indikator_usulan", tables.dim_indikator_usulan),
        ("dim_indikator_penerus", knowledge.registry.penerus),
        ("dim_indikator_skala", knowledge.registry.skala),
        ("dim_sasaran", knowledge.registry.sasaran),
        ("dim_indikator_sasaran", knowledge.registry.indikator_sasaran),
    ):
        remove_leftovers(data_dir / "parquet" / table)
        write_dimension(table, rows, data_dir)
