"""Meaning: printed tables become rows, names become ids, arithmetic becomes checks. Pure."""
