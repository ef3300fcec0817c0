"""README.md and docs/ say what the program does: examples are run, and no flag, rule, command, option, table or view is missing from them.

`python -m tests.test_docs` writes the parts between `<!-- isi: … -->` and `<!-- akhir -->` anew.
"""

import csv
import io
import re
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import click
import duckdb
import pytest

import pipeline
from normalize.decisions.registry_files import FACTS, REVIEW_DOCUMENT, REVIEW_UPT, load_knowledge
from normalize.decisions.temuan_tinjauan import FINDING_COLUMNS, FINDING_WORDS, REVIEW_FINDING, read_findings
from normalize.indicators.indikator import TINJAUAN
from normalize.indicators.indikator_tinjauan import REVIEW_COLUMNS, REVIEW_INDICATOR, WORDS
from normalize.proof.doubtful_pages import READER_MAY_ERR
from normalize.rows import TABEL
from tests.malam import rapk
from warehouse.database.settings import DATABASE
from warehouse.export.views_export import DEFAULT_TABLES
from warehouse.screen.global_options import GlobalOption
from warehouse.screen.help_texts import in_language
from warehouse.screen.language import speak
from warehouse.speech.catalog import LANGUAGES, label
from warehouse.store.change_rows import CHANGES

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
REGISTRY = ROOT / "normalize" / "registry"

# '<!-- isi: bendera -->\n| … |\n<!-- akhir -->' -> ('<!-- isi: bendera -->', 'bendera', '| … |', '<!-- akhir -->')
BLOCK = re.compile(r"(<!-- isi: (\w+) -->)\n(.*?)\n?(<!-- akhir -->)", re.DOTALL)

QUERY = """\
SELECT nama_upt, anggaran_rp, rank, selisih_median_rp, nama_berkas, halaman, line
FROM v_anggaran_antar_upt
WHERE tahun = 2024 AND indikator = 'Indeks Profesionalitas ASN UPT'
ORDER BY rank, nama_upt"""


def cells(*values: str) -> str:
    return "| " + " | ".join(value.replace("|", "\\|") for value in values) + " |"


def markdown(names: tuple[str, ...], lines: list[tuple[str, ...]]) -> str:
    return "\n".join([cells(*names), "|" + "---|" * len(names), *(cells(*line) for line in lines)])


def registry(name: str) -> list[dict[str, str]]:
    with (REGISTRY / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def commands(group: click.Group = pipeline.main, before: str = "") -> dict[str, click.Command]:
    """Every command by the words that call it, those of a group after the group itself."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        found[before + name] = command
        if isinstance(command, click.Group):
            found |= commands(command, f"{before}{name} ")
    return found


def options(command: click.Command) -> list[click.Option]:
    return [parameter for parameter in command.params if isinstance(parameter, click.Option) and parameter.name != "help"]


# ---- the parts that are made


def part_run(_data: Path, printed: str) -> str:
    table = printed.partition("\nHasil:")[0].strip("\n").splitlines()
    return "```\n" + "\n".join(line.rstrip() for line in table if line.strip()) + "\n```"


def part_kueri(data: Path, _printed: str) -> str:
    with duckdb.connect(str(data / DATABASE), read_only=True) as con, redirect_stdout(io.StringIO()) as shown:
        con.sql(QUERY).show(max_width=120)  # however wide the terminal is
    result = shown.getvalue().rstrip()
    code = f'import duckdb\n\ncon = duckdb.connect("data/{DATABASE}", read_only=True)\ncon.sql("""\n{QUERY}\n""")'
    return f"```python\n{code}\n```\n```\n{result}\n```"


def english(text: str) -> str:
    return label(text, "en")


def part_perintah(_data: Path, _printed: str) -> str:
    lines: list[tuple[str, ...]] = []
    speak("en")
    spoken = {name: in_language(command) for name, command in commands().items()}
    speak(LANGUAGES[0])
    for name, command in spoken.items():
        parts = command.collect_usage_pieces(click.Context(command))
        usage = " ".join(part for part in parts if part != "[OPTIONS]" and not part.startswith(("COMMAND", "[COMMAND")))
        first = (command.help or "").split("\n\n")[0].replace("\n", " ")
        own = [option for option in options(command) if not isinstance(option, GlobalOption)]  # those of all are told once, below
        named = ", ".join(f"`{option.opts[0]}{f' {option.metavar}' if option.metavar else ''}`" for option in own)
        lines.append((f"`{name} {usage}`".replace(" `", "`"), first, named))
    return markdown(("command", "what it does", "options"), lines)


def part_bendera(_data: Path, _printed: str) -> str:
    columns = ("berat", "selalu_tinjau", "dokumen_tinjau", "per_tabel")
    lines = [
        (f"`{row['bendera']}`", *(row[name] for name in columns), english(row["arti"]), english(row["anjuran"]))
        for row in registry("rules/bendera.csv")
    ]
    return markdown(
        ("flag", "weight", "always reviewed", "document reviewed", "one a table", "meaning", "what to do"),
        sorted(lines, key=lambda line: (-int(line[1]), line[0])),
    )


def part_aturan(_data: Path, _printed: str) -> str:
    lines = [
        (f"`{row['aturan']}`", row["berat"], row["membuktikan"].replace("|", ", "), english(row["arti"]))
        for row in registry("rules/aturan.csv")
    ]
    return markdown(("rule", "weight", "proves figures of", "meaning"), sorted(lines, key=lambda line: (-int(line[1]), line[0])))


def causes(name: str, heads: tuple[str, ...], told: Callable[[str], str]) -> str:
    """What is doubted and what to do, for people: of rules/sebab.csv or rules/bendera.csv, the heaviest first."""
    meaning = "sebab" if name == "sebab" else "arti"
    code = "aturan" if name == "sebab" else "bendera"
    rows = sorted(registry(f"rules/{name}.csv"), key=lambda row: -int(row.get("berat", "0")))
    return markdown(heads, [(f"`{row[code]}`", told(row[meaning]), told(row["anjuran"])) for row in rows])


INDONESIAN, ENGLISH = ("kode", "artinya", "yang dilakukan"), ("code", "meaning", "what to do")


def part_sebab(_data: Path, _printed: str) -> str:
    return causes("sebab", INDONESIAN, str)


def part_tanda(_data: Path, _printed: str) -> str:
    return causes("bendera", INDONESIAN, str)


def part_causes(_data: Path, _printed: str) -> str:
    return causes("sebab", ENGLISH, english)


def part_flags(_data: Path, _printed: str) -> str:
    return causes("bendera", ENGLISH, english)


def comments(data: Path, kind: str) -> list[tuple[str, str]]:
    """(name, what one row is) of the public tables or views."""
    with duckdb.connect(str(data / DATABASE), read_only=True) as con:
        found = con.sql(f"SELECT {kind}_name, comment FROM duckdb_{kind}s() WHERE NOT internal ORDER BY 1").fetchall()
    public = [(name, comment or "") for name, comment in found if not name.startswith("_")]
    return [(name, re.split(r"(?<=\.) ", comment)[0]) for name, comment in public]


def part_tabel(data: Path, _printed: str) -> str:
    found = dict(comments(data, "table"))
    return markdown(("tabel", "isi"), [(f"`{name}`", found[name]) for name in (*TABEL, *CHANGES) if name in found])


def part_tampilan(data: Path, _printed: str) -> str:
    return markdown(("tampilan", "isi"), [(f"`{name}`", meaning) for name, meaning in comments(data, "view")])


PARTS: dict[str, Callable[[Path, str], str]] = {
    "run": part_run,
    "kueri": part_kueri,
    "perintah": part_perintah,
    "bendera": part_bendera,
    "aturan": part_aturan,
    "sebab": part_sebab,
    "tanda": part_tanda,
    "causes": part_causes,
    "flags": part_flags,
    "tabel": part_tabel,
    "tampilan": part_tampilan,
}


# ---- the tests


@pytest.fixture(scope="module")
def pages() -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("name", PARTS)
def test_pages_show_what_is(samples_printed: tuple[Path, str], pages: str, name: str) -> None:
    found = {match[2]: match[3] for match in BLOCK.finditer(pages)}
    assert found.get(name) == PARTS[name](*samples_printed), "jalankan `python -m tests.test_docs`, lalu baca perbedaannya dengan git diff"


def test_no_page_has_a_made_part_that_nothing_makes(pages: str) -> None:
    assert sorted(match[2] for match in BLOCK.finditer(pages)) == sorted(PARTS)


def test_the_two_commands_stand_there() -> None:
    readme = README.read_text(encoding="utf-8")
    for line in (
        "python -m pip install -c constraints.txt -e . && python pipeline.py run samples/inbox",
        'python -m pip install -c constraints.txt -e ".[test]" && python -m pytest',
    ):
        assert f"\n{line}\n" in readme or f"\n    {line}\n" in readme


@pytest.mark.parametrize("name", commands())
def test_every_command_is_explained_beyond_its_table(pages: str, name: str) -> None:
    assert f"python pipeline.py {name}" in BLOCK.sub("", pages)


def test_every_option_is_explained_beyond_its_table(pages: str) -> None:
    prose = BLOCK.sub("", pages)
    wanted = {name for command in commands().values() for option in options(command) for name in option.opts}
    assert {name for name in wanted if f"{name}" not in prose} == set()


def test_review_files_and_their_words_are_explained(pages: str) -> None:
    prose = BLOCK.sub("", pages)
    for word in (
        REVIEW_DOCUMENT,
        REVIEW_UPT,
        REVIEW_INDICATOR,
        REVIEW_FINDING,
        *FACTS,
        *REVIEW_COLUMNS,
        *WORDS,
        *FINDING_WORDS,
        *FINDING_COLUMNS,
    ):
        assert f"`{word}`" in prose or f"review/{word}" in prose, word


def test_review_examples_can_be_used(pages: str, tmp_path: Path) -> None:
    heads = {
        REVIEW_DOCUMENT: "dokumen,kolom,nilai",
        REVIEW_UPT: "alias,upt_id",
        REVIEW_INDICATOR: "nama;usulan;keputusan",
        REVIEW_FINDING: "temuan;keputusan",
    }
    for name, head in heads.items():
        example = re.search(rf"(?:^    {head}.*\n)(?:^    .+\n)+", pages, re.MULTILINE)
        assert example, name
        (tmp_path / name).write_text(example[0].replace("    ", ""), encoding="utf-8")
    knowledge = load_knowledge(tmp_path)
    assert len(knowledge.keputusan) == 2
    assert sum(alias.asal == "tinjauan" for alias in knowledge.dim_upt_alias) == 1
    assert len(read_findings(tmp_path)) == 1
    assert knowledge.indicators.match("Jumlah kader keamanan pangan").asal == TINJAUAN


def test_exported_by_default_is_said(pages: str) -> None:
    assert all(f"`{table}`" in BLOCK.sub("", pages) for table in DEFAULT_TABLES)


def test_every_table_view_and_column_has_a_comment(samples_printed: tuple[Path, str]) -> None:
    with duckdb.connect(str(samples_printed[0] / DATABASE), read_only=True) as con:
        bare = con.sql(
            """
            SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND coalesce(comment, '') = ''
            UNION ALL SELECT table_name, NULL FROM duckdb_tables() WHERE NOT internal AND coalesce(comment, '') = ''
            UNION ALL SELECT view_name, NULL FROM duckdb_views() WHERE NOT internal AND coalesce(comment, '') = ''
            """
        ).fetchall()
    assert bare == []


def test_every_flag_and_rule_in_use_is_registered(samples_printed: tuple[Path, str]) -> None:
    flags, rules = ({row[name] for row in registry(f"rules/{name}.csv")} for name in ("bendera", "aturan"))
    used: set[str] = set()
    with duckdb.connect(str(samples_printed[0] / DATABASE), read_only=True) as con:
        tables = con.sql("SELECT table_name FROM duckdb_columns() WHERE column_name = 'bendera' AND data_type LIKE '%[]'").fetchall()
        for (table,) in tables:
            used |= {flag for (flag,) in con.sql(f'SELECT DISTINCT unnest(bendera) FROM "{table}"').fetchall()}
        applied = {rule for (rule,) in con.sql("SELECT DISTINCT aturan FROM cek").fetchall()}
    assert used - flags == set()
    assert (applied | set(READER_MAY_ERR)) - rules == set()


# '](commands.md#in-english)' -> ('commands.md', 'in-english')
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]+))?\)")


def anchors(page: Path) -> set[str]:
    """The names that headings of a page get: lower case, blanks as hyphens, other signs gone."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"], ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        place = (page.parent / target) if target else page
        assert place.exists(), target
        assert not anchor or anchor in anchors(place), f"{target}#{anchor}"


def test_readme_is_read_in_ten_minutes() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) < 200


def test_changelog_names_the_version() -> None:
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version and f"\n## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def main() -> None:
    """Writes the made parts anew."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        result = rapk("run", ROOT / "samples" / "inbox", "--data-dir", data)
        assert result.exit_code == 0, result.output
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            made = BLOCK.sub(lambda match: f"{match[1]}\n{PARTS[match[2]](data, result.stdout)}\n{match[4]}", text)
            page.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
