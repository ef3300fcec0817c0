"""--help in the reader's language, and what is known before anything else of the command line: language, settings, the program's name."""

import copy
from collections.abc import Callable, MutableMapping
from typing import Any

import click

from warehouse.screen.global_options import todays_name
from warehouse.screen.language import asked_for, speak, told
from warehouse.screen.program import FROM_SOURCE, as_called, is_called
from warehouse.screen.screen import be_quiet
from warehouse.screen.settings_file import settings_for


def in_language(command: click.Command) -> click.Command:
    """A copy for showing: its texts, and those of its options and of the commands below it, in the language that is spoken."""
    shown = copy.copy(command)
    shown.help = "\n".join(_line(line) for line in (command.help or "").split("\n"))
    shown.params = [_parameter(parameter) for parameter in command.params]
    if isinstance(shown, click.Group):
        shown.commands = {name: in_language(below) for name, below in shown.commands.items()}
    return shown


def _line(line: str) -> str:
    """A line of help; its indentation is no word."""
    text = line.strip()
    return line.replace(text, told(text)) if text else line


def _parameter(parameter: click.Parameter) -> click.Parameter:
    shown = copy.copy(parameter)
    shown.metavar = told(parameter.metavar) if parameter.metavar else None
    if isinstance(shown, click.Option):
        shown.help = told(shown.help or "")
    return shown


class ForEachCommand(dict[str, Any]):
    """A `default_map` whose values hold for the commands below too, where click looks for a map of each command's own."""

    def get(self, name: str, default: Any = None) -> Any:
        """What a name has; itself for the name of a command."""
        return super().get(name, self)


class SpokenCommand(click.Command):
    """A command whose help is told in the language."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click does it, with the texts of the copy."""
        click.Command.format_help(in_language(self), ctx, formatter)


class SpokenGroup(SpokenCommand, click.Group):
    """The program: its first look at the command line is for the language.

    later: name of a command → what adds it to the group, done when the command is asked for: what it needs costs the others no time.
    """

    command_class = SpokenCommand
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.later: dict[str, Callable[[], None]] = {}
        self._commands: MutableMapping[str, click.Command] = {}
        super().__init__(*args, **kwargs)

    @property
    def commands(self) -> MutableMapping[str, click.Command]:
        """All of them."""
        for name in tuple(self.later):
            self._load(name)
        return self._commands

    @commands.setter
    def commands(self, commands: MutableMapping[str, click.Command]) -> None:
        self._commands = commands

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Without a look at the others."""
        self._commands[name or cmd.name or ""] = cmd

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Loads this one alone."""
        self._load(cmd_name)
        return self._commands.get(cmd_name)

    def _load(self, name: str) -> None:
        add = self.later.pop(name, None)
        if add:
            add()

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any) -> click.Context:
        """Here options are understood; faults among them are told in the language as well."""
        if parent is None:
            is_called(info_name)
            info_name = as_called(FROM_SOURCE)
            settings = settings_for(args)
            speak(asked_for(args, settings.values.get("lang")))
            be_quiet(False)
            extra = {
                "default_map": ForEachCommand(settings.values),
                "obj": settings,
                "token_normalize_func": todays_name,
                **extra,
            }
        return super().make_context(info_name, args, parent, **extra)
