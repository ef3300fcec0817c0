"""The database file: its name, who must be able to open it, and what it never does; names of files that are made of it."""

DATABASE = "kinerja.duckdb"
WAITING = "kinerja.baru.duckdb"
"""The new database until it stands in the old one's place; only Windows ever shows it."""
REPORT = "report.html"
PACKAGE, DICTIONARY, DICTIONARY_PAGE = "datapackage.json", "kamus_data.csv", "kamus_data.html"
"""What describes the files beside it."""

STORAGE = "v1.2.0"
"""Oldest DuckDB that must open the file. It binds the view files too: no younger function or syntax, and a CAST around
arithmetic, whose types differ between versions (DECIMAL(18,2) - DECIMAL(18,2) has 18 digits in 1.2 and 19 in 2.0): DuckDB
refuses a view whose types it computes otherwise than the version that created it."""

OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
"""No extension is ever fetched: Parquet is built into the Python package."""

QUICK = "SET disabled_compression_methods = 'fsst'"
"""To try on every column of text whether this makes it smaller takes half the time of writing, for less than a hundredth of the file."""

AS_WRITTEN = "SET disabled_optimizers = 'join_order,statistics_propagation'"
"""Tables are joined as the query names them. Of few rows every order is quick: to choose one takes an eighth of the time."""
