"""The command line: one file per command, imported only when it is called."""

from importlib import import_module

import click

from aurora import __version__

COMMANDS = {
    "serve": "Start Aurora with its stores, web and worker.",
    "web": "Run one web process.",
    "worker": "Run one worker process.",
    "migrate": "Bring the database to the newest schema.",
    "rebuild": "Fill a projection anew beside the old one.",
    "replay": "Let a parked subscriber try its event again.",
    "map": "List the URLs of a site; without one, print what Aurora is made of.",
    "login": "Keep the address and key of an Aurora elsewhere.",
    "crawl": "Perceive a site.",
    "fates": "Say what became of every URL of a crawl.",
    "hosts": "Say how a crawl goes at each of its hosts.",
    "scrape": "Read one page.",
    "ingest": "Remember files.",
    "document": "Show a document, its text in one of its forms, and what is like it.",
    "search": "Find passages.",
    "ask": "Get an answer with citations.",
    "user": "Keep the people who may use Aurora.",
    "key": "Issue, rotate and revoke the keys of programs.",
    "role": "List roles, and keep roles of your own.",
    "invitation": "Keep the invitations to people.",
    "signing-key": "List and exchange what access tokens are signed with.",
    "audit": "Read the audit log, and verify it.",
}
HIDDEN = ("welcome",)


class Commands(click.Group):
    """The group of all commands; each module is imported when its command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Give the names in the order of a newcomer's need."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command of that name."""
        if cmd_name not in (*COMMANDS, *HIDDEN):
            return None
        module = cmd_name.replace("-", "_")
        command: click.Command = import_module(f"aurora.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="aurora")
def main() -> None:
    """Perceive, remember, and answer with citations that can be checked.

    Settings are read from AURORA_* variables.
    """
