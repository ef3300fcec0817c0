"""Keeping: rows become Parquet, Parquet becomes DuckDB, views become CSV."""
