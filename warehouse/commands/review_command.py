"""The command `review`: what the matching of names leaves open, and people's decisions about it."""

import getpass
from datetime import date
from pathlib import Path

import click

from extract.message import Message, message
from normalize.decisions.registry_files import load_knowledge
from normalize.indicators.indikator_tinjauan import (
    BARU,
    REVIEW_COLUMNS,
    REVIEW_INDICATOR,
    TERIMA,
    TOLAK,
    PutusanNama,
    decided_indicators,
    read_decisions,
)
from warehouse.commands.apply_decisions import apply_decisions
from warehouse.commands.command_guard import Guard
from warehouse.database.contents import opened
from warehouse.review.open_names import OpenName, find_open_name, open_names
from warehouse.review.review_files import append_lines, locked
from warehouse.review.web.server import serve_review
from warehouse.screen.language import told
from warehouse.screen.screen import console, printed, quote, say
from warehouse.store.errors import NameUnknown


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `review` and its three decisions under the program."""
    group = main.group(invoke_without_command=True)(click.pass_context(prepared(review)))
    for decision in (accept, reject, new):
        group.command()(prepared(decision))


@click.option("--web", is_flag=True, help="Buka halaman tinjauan di peramban komputer ini; Ctrl+C menghentikannya.")
@click.option("--port", type=click.IntRange(1024, 65535), default=8765, metavar="PORT", help="Dengan --web: nomor pintu (bawaan: 8765).")
def review(ctx: click.Context, web: bool, port: int, data_dir: Path) -> None:
    """Menampilkan nama indikator yang menunggu keputusan, yang paling banyak dipakai dulu, dengan usulannya.

    Keputusan disimpan di DIR/review/indikator_alias.csv, yang boleh juga disunting dengan Excel, dan berlaku pada `run` berikutnya.

    \b
    Contoh:
      python pipeline.py review
      python pipeline.py review --web
      python pipeline.py review accept "Indeks RB Kantor" --as indeks-reformasi-birokrasi
      python pipeline.py review reject "Indeks RB Kantor"
      python pipeline.py review new "Jumlah kader keamanan pangan" --as kader-keamanan-pangan
    """
    if ctx.invoked_subcommand:
        return
    if web:
        serve_review(data_dir, getpass.getuser(), port, apply_decisions)
        return
    with opened(data_dir) as con:
        names = open_names(con)
    screen = console()
    for name in names:
        say(screen, message("nama_terbuka_berusulan", nama=name.nama, id=name.indikator_id, jumlah=name.jumlah))
        quote(screen, *(f"    {told(line)}" for line in _lines(name)))
    say(screen, message("jumlah_nama_menunggu", jumlah=len(names)) if names else "Tidak ada nama yang menunggu keputusan.")


def _lines(name: OpenName) -> list[Message]:
    target = message("target_nama", target=name.target) if name.target else None
    lines = [text for text in (name.letak, target, name.alasan) if text]
    for number, item in enumerate(name.usulan, 1):
        id_, score, unit, barred = item.usulan_id, printed(item.skor), item.satuan or None, item.penghalang
        plain = message("usulan_nama", nomor=number, id=id_, nama=item.nama, skor=score, satuan=unit)
        apart = message("usulan_nama_terhalang", nomor=number, id=id_, nama=item.nama, skor=score, satuan=unit, kata=barred)
        lines.append(apart if barred else plain)
    return lines


SEBAGAI = click.option("--as", "sebagai", metavar="ID", help="Indikator yang dimaksud (bawaan: usulan pertama).")
OLEH = click.option("--by", "oleh", metavar="NAMA", default=getpass.getuser, help="Siapa yang memutuskan (bawaan: nama pengguna komputer).")
CATATAN = click.option("--note", "catatan", metavar="TEKS", default="", help="Alasan keputusan.")


@click.argument("name")
@SEBAGAI
@OLEH
@CATATAN
def accept(name: str, sebagai: str | None, oleh: str, catatan: str, data_dir: Path) -> None:
    """Mencatat bahwa NAME (nama tercetak atau id sementaranya) adalah indikator itu.

    \b
    Contoh:
      python pipeline.py review accept "Indeks RB Kantor" --as indeks-reformasi-birokrasi
    """
    _decide(data_dir, name, TERIMA, sebagai, oleh, catatan)


@click.argument("name")
@SEBAGAI
@OLEH
@CATATAN
def reject(name: str, sebagai: str | None, oleh: str, catatan: str, data_dir: Path) -> None:
    """Mencatat bahwa NAME bukan indikator itu; nama itu tetap menunggu keputusan tanpa usulan tersebut.

    \b
    Contoh:
      python pipeline.py review reject "Indeks RB Kantor"
    """
    _decide(data_dir, name, TOLAK, sebagai, oleh, catatan)


@click.argument("name")
@click.option("--as", "sebagai", metavar="ID", help="Id indikator baru: huruf kecil, angka, tanda hubung (bawaan: id sementaranya).")
@OLEH
@CATATAN
def new(name: str, sebagai: str | None, oleh: str, catatan: str, data_dir: Path) -> None:
    """Mencatat bahwa NAME adalah indikator tersendiri yang belum ada di registri.

    \b
    Contoh:
      python pipeline.py review new "Jumlah kader keamanan pangan" --as kader-keamanan-pangan
    """
    _decide(data_dir, name, BARU, sebagai, oleh, catatan)


def _decide(data_dir: Path, text: str, keputusan: str, sebagai: str | None, oleh: str, catatan: str) -> None:
    """Writes one line, once it is known not to contradict those that stand. Raises NameUnknown, RegistryError."""
    review_dir = data_dir / "review"
    with opened(data_dir) as con:
        # a name that the document's evidence placed can be refused or placed otherwise as well
        names = open_names(con)
        placed = con.execute("SELECT alias, indikator_id FROM dim_indikator_alias WHERE asal = 'bukti' AND alias = $1", [text]).fetchone()
    if placed:
        nama, proposed = placed
    else:
        found = find_open_name(names, text)
        nama, proposed = found.nama, found.usulan[0].usulan_id if found.usulan else None
    chosen = sebagai or ("" if keputusan == BARU else proposed)
    if chosen is None:
        raise NameUnknown(message("tanpa_usulan", nama=nama))
    path = review_dir / REVIEW_INDICATOR
    with locked(review_dir):
        registry = load_knowledge(review_dir).registry
        decided_indicators(registry, [*read_decisions(review_dir), PutusanNama(nama, chosen, keputusan)])
        append_lines(path, REVIEW_COLUMNS, [(nama, chosen, keputusan, oleh, date.today().isoformat(), catatan)])
    if chosen:
        say(console(), message("putusan_tercatat_sebagai", berkas=path, keputusan=keputusan, nama=nama, id=chosen))
    else:
        say(console(), message("putusan_tercatat", berkas=path, keputusan=keputusan, nama=nama))
