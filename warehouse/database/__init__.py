"""The DuckDB file: built from Parquet, with its views, queries and the changes since the last run."""
