"""Secrets that people type, or that scripts pass on standard input."""

import sys

import click

from aurora.cli.output import Failed


def asked(prompt: str, *, twice: bool = False) -> str:
    """Ask without showing what is typed; without a terminal, read one line."""
    if sys.stdin.isatty():
        answer: str = click.prompt(prompt, hide_input=True, confirmation_prompt=twice, err=True)
        return answer
    if given := sys.stdin.readline().strip():
        return given
    raise Failed(f"{prompt}: nothing on standard input")
