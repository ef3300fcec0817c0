"""Lines that announce what follows: numbers of tables and of headings."""

import regex

# 'Tabel 3.2 …' 'BAB III' '2.1. …' 'A. …' 'Lampiran 2': another table may begin below.
ANNOUNCES = regex.compile(r"(?:t ?abel|lampiran|bab|gambar)\b|(?:\d+\.)+\d+\.?\s|[A-Z]\.\s", regex.IGNORECASE)
