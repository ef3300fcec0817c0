"""Names of readers, for those who read nothing themselves: what they import makes no document be read again."""

FIRST = "pdfium"
"""The one that reads every page of a PDF."""
SAME_LETTERS = ("tanpa_garis",)
"""Those that have their letters from the first reader: another proposal of where the cells end, and no witness of what they say."""
