"""What a run leaves beside the warehouse once it is built: the history of runs, the description of the Parquet files, and the report."""

import traceback
from pathlib import Path

import click

from extract.message import message
from warehouse.database.settings import DATABASE, DICTIONARY, DICTIONARY_PAGE, PACKAGE, REPORT
from warehouse.run.stopping import interrupted
from warehouse.screen.language import told
from warehouse.screen.screen import Steps
from warehouse.store.errors import FileBusy

TRACE = Path("log") / "report.jejak.txt"


def left_behind(data_dir: Path) -> bool:
    """True where everything of `leave_behind` is there and is about the database as it is: a killed run leaves that to the next."""
    database = data_dir / DATABASE
    if not database.is_file():
        return True
    whole = all((data_dir / "parquet" / name).is_file() for name in (PACKAGE, DICTIONARY, DICTIONARY_PAGE))
    # a report that could not be made has left its trace: the same database would give no other
    tried = [path.stat().st_mtime for path in (data_dir / REPORT, data_dir / TRACE) if path.is_file()]
    return whole and max(tried, default=0) >= database.stat().st_mtime


def leave_behind(data_dir: Path, steps: Steps) -> None:
    """Made from the warehouse alone, so that it can be made again at any time. A report that cannot be made never fails a run."""
    # a night without news starts without them
    from warehouse.database.history import keep_history
    from warehouse.export.datapackage import describe_parquet
    from warehouse.report.page import write_report

    keep_history(data_dir)
    describe_parquet(data_dir / "parquet")
    trace = data_dir / TRACE
    try:
        write_report(data_dir, steps)
        trace.unlink(missing_ok=True)
    except (OSError, FileBusy):
        raise
    except Exception:  # the last barrier, as for a document: said, and its traceback kept
        if interrupted():
            raise
        trace.parent.mkdir(parents=True, exist_ok=True)
        trace.write_text(traceback.format_exc(), encoding="utf-8")
        click.echo(told(message("laporan_gagal", berkas=trace)), err=True)
