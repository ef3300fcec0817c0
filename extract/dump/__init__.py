"""Readers of text dumps."""
