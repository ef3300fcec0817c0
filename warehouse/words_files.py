"""The words of our pages, in Indonesian and English: words/<name>.csv, one line a word."""

import csv
from functools import cache
from pathlib import Path

WORDS = Path(__file__).resolve().parent / "words"
LANGUAGES = ("id", "en")


@cache
def words(name: str, lang: str) -> dict[str, str]:
    """Key → words in a language of LANGUAGES."""
    with (WORDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["kunci"]: row[lang] for row in csv.DictReader(file)}
