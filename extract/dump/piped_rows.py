"""Tables of a dump that are printed between upright strokes, '| No | Indikator | Target |', as rows between tabs."""

from collections.abc import Sequence

import regex

LEAST_STROKES = 3
"""Two cells; 'text | 12' is the foot of a page."""
STROKE = regex.compile(r"(?<!\\)\|")
# '|---|:---:|' below the head
RULE = regex.compile(r"[|\s:–—-]+")


def without_strokes(lines: Sequence[str]) -> list[str]:
    """The lines, those of such tables with tabs for strokes; the rule below a head is an empty row. One such line alone is prose."""
    piped = [_is_piped(line) for line in lines]

    def beside(position: int) -> bool:
        return (position > 0 and piped[position - 1]) or (position + 1 < len(lines) and piped[position + 1])

    return [_tabbed(line) if piped[position] and beside(position) else line for position, line in enumerate(lines)]


def _is_piped(line: str) -> bool:
    bare = line.strip()
    return bare[:1] == "|" == bare[-1:] and "\t" not in bare and len(STROKE.findall(bare)) >= LEAST_STROKES


def _tabbed(line: str) -> str:
    cells = STROKE.split(line.strip())[1:-1]
    if RULE.fullmatch(line):
        return "\t" * (len(cells) - 1)
    return "\t".join(cell.strip().replace("\\|", "|") for cell in cells)
