"""Parquet files, their schema, and the ledger of what was read by which version."""
