"""The Indonesian texts that the program's source holds, with the place of each: each must be a label of the catalogs, as it stands.

A text counts as Indonesian when it has two words or more and one of them is a word of the Indonesian catalogs that no English one has: the
list of words grows with the catalogs and is nowhere written by hand. Not looked at: docstrings (help is asked of the commands
themselves), SQL and patterns, and what is data: the meanings of columns, and the texts that ONLY_DATA names.
"""

import ast
import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from pathlib import Path

from jinja2 import Environment
from jinja2.nodes import Call, Const, Expr, Name

from tests.katalog import labels, words_of

ROOT = Path(__file__).parent.parent
GAP = "\0"
"""A hole of an f-string or of a template."""
HOLE = re.compile(r"\{\w+(?::[^{}]*)?\}")
"""'{nama}', '{nilai:; }'"""
WORD = re.compile(r"[^\W\d_]{2,}")
SQL = re.compile(
    r"[\s(]*(SELECT|WITH|FROM|WHERE|CREATE|COMMENT|INSERT|UPDATE|DELETE|DROP|concat\(|DETACH|DESCRIBE|ATTACH|COPY|line BETWEEN)\b"
)
PATTERN = re.compile(r"\(\?|\\[a-zA-Z(]|\[\^?[a-z]-|\]\{")
# 'Tidak ada keterangan.' of an SQL file
SQL_TEXT = re.compile(r"'((?:[^']|'')*)'")
# "Nilai lain", `… ${x} …` of a script
JS_TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
# what of a page is no text
MARKUP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<style>.*?</style>|<code>.*?</code>|<[^>]*>", re.DOTALL)
VARIANTS = 32

ONLY_DATA = {
    "normalize/rows.py": "meanings of columns, in the database and the data dictionary",
    "warehouse/store/change_rows.py": "meanings of columns",
    "warehouse/export/bappenas.py": "names and meanings of the export's columns",
    "warehouse/export/cover.py": "titles and cells of the workbook's first sheet",
    "warehouse/export/delivery.py": "titles and cells of the workbook",
    "warehouse/database/queries/bappenas_kontrol.sql": "cells of the export's control sheet",
    "warehouse/database/views/_bappenas.sql": "cells of the export",
    "warehouse/export/datapackage.py": "the data package's title",
}
"""Files whose texts are part of the data, the same in every language: sentences for people do not belong into them."""

CODES = {
    "gambar berteks": "what a page holds",
    "teks di atas gambar": "what a page holds",
    "hari ini": "what people type",
    " baris di halaman ": "the key of a table in v_perlu_tinjau",
}
"""Texts that only programs compare, and keys."""


@dataclass(frozen=True, slots=True)
class Text:
    """path: from the program's folder; text: with GAP for what is filled in."""

    path: str
    line: int
    text: str


@cache
def indonesian_words() -> frozenset[str]:
    """Words of sentences and labels that stand in no English one."""
    indonesian, english = ((text for words in words_of(language).values() for text in words) for language in ("id", "en"))
    return frozenset(_words([*indonesian, *labels()])) - frozenset(_words(english))


def _words(texts: Iterable[str]) -> Iterator[str]:
    return (word.casefold() for text in texts for word in WORD.findall(HOLE.sub(" ", text)))


def is_indonesian(text: str) -> bool:
    """Two words or more, one of them Indonesian."""
    words = [word for part in text.replace(GAP, " ").split() for word in _words([part])]
    return len([part for part in text.split() if WORD.search(part)]) > 1 and any(word in indonesian_words() for word in words)


def texts() -> list[Text]:
    """All Indonesian texts of modules and SQL files that are no data."""
    folders = (ROOT / "extract", ROOT / "normalize", ROOT / "warehouse")
    files = [ROOT / "pipeline.py", *(path for folder in folders for path in sorted(folder.rglob("*")))]
    found = []
    for path in files:
        name = path.relative_to(ROOT).as_posix()
        read = {".py": of_module, ".sql": of_sql}.get(path.suffix)
        if read and name not in ONLY_DATA:
            found += _of_file(name, read)
    return [text for text in found if text.text not in CODES]


def _of_file(name: str, read: Callable[[str], Iterator[tuple[int, str]]]) -> list[Text]:
    return [Text(name, line, text) for line, text in read((ROOT / name).read_text(encoding="utf-8")) if is_indonesian(text)]


def needless() -> list[str]:
    """What ONLY_DATA and CODES name though it is no longer there."""
    files = [name for name in ONLY_DATA if not _of_file(name, of_sql if name.endswith(".sql") else lambda source: of_module(source, ()))]
    paths = [path for folder in ("extract", "warehouse") for path in (ROOT / folder).rglob("*.*") if path.suffix in (".py", ".sql")]
    source = "".join(path.read_text(encoding="utf-8") for path in paths)
    return files + [code for code in CODES if f'"{code}"' not in source and f"'{code}'" not in source]


@cache
def tree_of(source: str) -> ast.Module:
    """A module, parsed once a process."""
    return ast.parse(source)


def of_module(source: str, passed: Sequence[str] = ("column", "compile", "split")) -> Iterator[tuple[int, str]]:
    """The string literals and f-strings of a module, a hole for each value, each way it may come out. passed: calls not looked into."""
    tree = tree_of(source)
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(node.value)  # docstrings
        elif isinstance(node, ast.Call) and _name(node.func) in passed:
            skipped.add(node)
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if node in skipped:
            continue
        if isinstance(node, ast.Constant | ast.JoinedStr):
            for text in dict.fromkeys(islice(_variants(node), VARIANTS)):
                if not SQL.match(text) and not PATTERN.search(text):
                    yield node.lineno, text
            waiting += [value.value for value in ast.walk(node) if isinstance(value, ast.FormattedValue)]
        else:
            waiting += ast.iter_child_nodes(node)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""


def _variants(node: ast.expr) -> Iterator[str]:
    """What a text may come out as: f'… {'kurang' if x else 'lebih'} …' is two."""
    if isinstance(node, ast.Constant):
        yield node.value if isinstance(node.value, str) else GAP
    elif isinstance(node, ast.JoinedStr):
        yield from ("".join(parts) for parts in product(*(list(_variants(value)) for value in node.values)))
    elif isinstance(node, ast.FormattedValue):
        yield from _variants(node.value) if isinstance(node.value, ast.IfExp | ast.JoinedStr) else (GAP,)
    elif isinstance(node, ast.IfExp):
        yield from _variants(node.body)
        yield from _variants(node.orelse)
    else:
        yield GAP


def of_sql(source: str) -> Iterator[tuple[int, str]]:
    """The texts between quotes, without those of comments."""
    for number, line in enumerate(source.splitlines(), 1):
        yield from ((number, text.replace("''", "'")) for text in SQL_TEXT.findall(line.partition("--")[0]) if not PATTERN.search(text))


def heads() -> Iterator[Text]:
    """The names of columns on the screen."""
    for path in (ROOT / "pipeline.py", *sorted((ROOT / "warehouse").rglob("*.py"))):
        for node in ast.walk(tree_of(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ("table", "NotedRows"):
                parts = [part for value in node.args for part in (value.elts if isinstance(value, ast.Tuple) else [value])]
                given = [(part.lineno, part.value) for part in parts if isinstance(part, ast.Constant)]
                yield from (Text(path.relative_to(ROOT).as_posix(), line, text) for line, text in given if isinstance(text, str))


def of_page(path: Path) -> tuple[list[Text], list[tuple[Text, set[str]]], list[Text]]:
    """A Jinja template's labels, as they go through t(…); its codes with the names of their values; Indonesian texts that are neither."""
    name = path.relative_to(ROOT).as_posix()
    tree = Environment().parse(path.read_text(encoding="utf-8"))
    told, codes = [], []
    for call in tree.find_all(Call):
        if isinstance(call.node, Name) and call.node.name == "t" and call.args:
            given = [Text(name, const.lineno, const.value) for const in _consts(call.args[0]) if isinstance(const.value, str)]
            if call.kwargs:
                codes += [(text, {word.key for word in call.kwargs}) for text in given]
            else:
                told += given
    plain = MARKUP.sub(lambda match: GAP + "\n" * match[0].count("\n"), path.read_text(encoding="utf-8"))
    lines = enumerate(plain.split("\n"), 1)
    bare = [Text(name, number, line.strip()) for number, line in lines if set(_words([line])) & indonesian_words()]
    return told, codes, bare


def _consts(node: Expr) -> Iterator[Const]:
    """t("x") and t(a or "x"), not what only chooses between texts."""
    if isinstance(node, Const):
        yield node
    yield from node.find_all(Const)


def of_script(path: Path) -> tuple[list[Text], list[Text], list[Text]]:
    """A script's labels inside t("…"), its codes in t("…", …), and the Indonesian texts outside of both."""
    name, source = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    inside: list[Text] = []
    codes: list[Text] = []
    outside: list[Text] = []
    for match in JS_TEXT.finditer(source):
        text = Text(name, source.count("\n", 0, match.start()) + 1, match[1] or match[2] or "")
        if re.search(r"(?<![\w.])t\($", source[: match.start()]):
            (codes if source[match.end()] == "," else inside).append(text)
        elif " " in text.text and is_indonesian(re.sub(r"\$\{[^}]*\}?", GAP, text.text)):
            outside.append(text)
    return inside, codes, outside


# ---- which of them have English


def has_words(found: Text) -> bool:
    """True for a label. A view writes the sentence that is kept beside code and values, piece by piece: each stands in the catalog too."""
    if found.path.endswith(".sql"):
        return any(found.text in text for text in (*labels(), *(text for words in words_of("id").values() for text in words)))
    return found.text.strip() in labels()


def wanted(found: Text) -> str:
    """What is to be done about a text that has none."""
    where = f"{found.path}:{found.line}: {found.text.replace(GAP, '…')!r}"
    if GAP in found.text:
        return f"{where}: a sentence with values is a message: its code into both catalogs, see docs/adding.md"
    return f"{where}: add it as a label to warehouse/speech/en/LC_MESSAGES"


def unused_labels() -> list[str]:
    """Labels that stand nowhere as a whole text."""
    return sorted(labels().keys() - {text.strip() for text in _everything_said()})


def _everything_said() -> Iterator[str]:
    for folder, below in (("extract", "**/"), ("normalize", "**/"), ("warehouse", "**/"), (".", "")):
        for path in sorted((ROOT / folder).glob(f"{below}*.py")):
            source = path.read_text(encoding="utf-8")
            yield from (text for _, text in of_module(source, ()))
            for node in ast.walk(tree_of(source)):
                if isinstance(node, ast.FunctionDef):  # the help of a command
                    yield from (ast.get_docstring(node) or "").splitlines()
    for path in (ROOT / "warehouse").rglob("*.sql"):
        yield from (text for _, text in of_sql(path.read_text(encoding="utf-8")))
    for name in ("rules/bendera", "rules/aturan", "rules/sebab", "rules/tangga", "indicators/sasaran"):
        with (ROOT / "normalize" / "registry" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            yield from (text for row in csv.DictReader(file) for text in row.values())
    for path in (ROOT / "warehouse").rglob("*.j2"):
        yield from (text.text for text in of_page(path)[0])
    for path in sorted((ROOT / "warehouse" / "review" / "static").glob("*.js")):
        yield from (text.text for text in of_script(path)[0])
