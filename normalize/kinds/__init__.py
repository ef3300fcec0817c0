"""The kinds of tables: which kind a table is, and the rows that each kind gives."""
