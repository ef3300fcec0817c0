"""The command as it is typed: without arguments, and the words that the shell offers on TAB."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def typed(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The real program, started as a person would."""
    return subprocess.run(
        [sys.executable, "pipeline.py", *arguments], cwd=ROOT, capture_output=True, text=True, env={**os.environ, **environment}
    )


def offered(words: str, **environment: str) -> set[str]:
    """What bash would offer for the word that is begun: 'pipeline.py run --p' → {'--pekerja'}."""
    asked = {"_PIPELINE_PY_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    found = typed(**asked, **environment)
    assert found.returncode == 0 and "Traceback" not in found.stderr, found.stderr
    return {line.partition(",")[2] for line in found.stdout.splitlines()}


@pytest.mark.parametrize(("language", "sentence"), [("id", "Membaca dokumen kinerja"), ("en", "Reads performance documents")])
def test_without_arguments_the_help_is_shown(language: str, sentence: str) -> None:
    found = typed(RAPK_LANG=language)
    assert found.returncode == 2  # as click has it: nothing was asked for
    assert sentence in found.stdout + found.stderr and "export" in found.stdout + found.stderr
    assert "Traceback" not in found.stderr


def test_the_shell_completes_commands() -> None:
    assert offered("pipeline.py r") == {"run", "report", "review"}
    assert offered("pipeline.py review ") == {"accept", "new", "reject"}


def test_the_shell_completes_options() -> None:
    assert offered("pipeline.py run --pek") == {"--pekerja"}
    assert offered("pipeline.py --lang ") == {"id", "en"}


def test_the_shell_is_given_its_script() -> None:
    found = typed(_PIPELINE_PY_COMPLETE="bash_source")
    assert found.returncode == 0 and "_PIPELINE_PY_COMPLETE=bash_complete" in found.stdout
