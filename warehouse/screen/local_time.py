"""Times of the ledger on this machine's clock."""

from datetime import UTC, datetime


def local_time(iso: str) -> str:
    """A time of the ledger (UTC) on this machine's clock: '2026-11-22T02:30:00' → '2026-11-22 09:30' in Jakarta."""
    return datetime.fromisoformat(iso).replace(tzinfo=UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def zone() -> str:
    """The name of this machine's time zone now: 'WIB'."""
    return datetime.now(UTC).astimezone().strftime("%Z")
