"""Exit codes, and how a refusal is told."""

from __future__ import annotations

import click

DECIDED = 0
FAILED = 1
BREACH = 2
INVALID = 3
UNDECIDED = 4
NOTHING = 5


def explain(failure: Exception, *, debug: bool) -> int:
    """The exit code for *failure*, which is told on standard error; what nobody foresaw is one line."""
    from ..errors import NothingEvaluated, PluginError, RegrulesError

    if isinstance(failure, RegrulesError):
        click.echo(f"error: {failure}", err=True)
    else:
        told = "; ".join([f"{type(failure).__name__}: {failure}", *getattr(failure, "__notes__", ())])
        click.echo(f"error: regrules failed: {told}", err=True)
    if debug:
        import traceback

        click.echo("".join(traceback.format_exception(failure)), err=True, nl=False)
    if isinstance(failure, NothingEvaluated):
        return NOTHING
    return INVALID if isinstance(failure, RegrulesError) and not isinstance(failure, PluginError) else FAILED


def refusal(wrong: click.ClickException) -> None:
    """Tell what is wrong with the command line itself."""
    ctx = getattr(wrong, "ctx", None)
    if type(wrong).__name__ == "NoArgsIsHelpError":  # its message is the help; Click before 8.2 has no such error
        click.echo(wrong.format_message(), err=True)
        return
    if ctx is not None:
        click.echo(ctx.get_usage(), err=True)
    click.echo(f"error: {wrong.format_message()}", err=True)
