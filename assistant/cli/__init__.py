"""The command line: `alinea`. `commands` declares the commands; each other file does one thing for them."""

__all__ = ["main"]


def main() -> None:
    """Run the command line, and end the process with its status."""
    import sys

    from assistant.cli.commands import app
    from assistant.cli.group import run

    sys.exit(run(app))
