"""The command line: a thin shell over the public API, one file a command."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Sequence
from typing import Any

import click

from .failures import FAILED, INVALID, explain, refusal

COMMANDS = {
    "assess": "How far a county has come on a date.",
    "compact": "Write a register in the order in which it is asked.",
    "conform": "Whether a county passes the checks of the kit.",
    "demo": "Write made-up registers and assess them.",
    "explain-plan": "How a county's plans are computed.",
    "list": "The installed counties and their plans.",
    "new": "Write a new county's plugin.",
    "show": "What a county's plans ask for.",
    "trace": "Whether a county's plans say what their document says.",
}


class Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def __call__(self, *args: Any, **extra: Any) -> Any:
        """Run as a program of its own: a short life that builds much and drops little needs few collections."""
        gc.set_threshold(100_000, 50, 50)
        return self.main(*args, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f".{cmd_name.replace('-', '_')}", __name__).command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command that the arguments name; one that does not exist is refused with the nearest."""
        from ..model.checks import unknown_name

        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(unknown_name("command", args[0], COMMANDS), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it refuses becomes a message and an exit code."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
            raise
        except Exception as failure:
            ctx.exit(explain(failure, debug=bool(ctx.meta.get("regrules.debug"))))

    def main(  # type: ignore[override]  # whether to leave with an exit code is not for the caller to say
        self, args: Sequence[str] | None = None, prog_name: str | None = "regrules", **extra: Any
    ) -> Any:
        """Run the command line and leave with its exit code."""
        try:
            code = super().main(args, prog_name, **{**extra, "standalone_mode": False})
        except click.ClickException as wrong:
            refusal(wrong)
            code = INVALID
        except (click.Abort, BrokenPipeError):
            code = FAILED
        sys.exit(code or 0)


@click.command(
    "regrules", cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="regrules", prog_name="regrules")
def main() -> None:
    """Supervision plans as data: what is met, breached or still open, as of any date."""
