"""What some tests need besides the packages of the test extra. Where it is missing they are skipped, and the end of the run gives the
command that brings it: a reason holds it between backquotes."""

import re
import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SOFFICE = shutil.which("soffice")
BRINGS = "apt-get install chromium libreoffice-calc-nogui"

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason=f"Chromium is not here: `{BRINGS}`")
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason=f"LibreOffice Calc is not here: `{BRINGS}`")

# 'Chromium is not here: `apt-get install chromium`' -> 'apt-get install chromium'
COMMAND = re.compile(r"`(.+)`")


def commands_of(reasons: list[str]) -> dict[str, int]:
    """The command that each of the skipped tests names → how many name it."""
    named = [found[1] for reason in reasons if (found := COMMAND.search(reason))]
    return {command: named.count(command) for command in sorted(set(named))}
