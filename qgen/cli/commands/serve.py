"""`qgen serve`"""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path

import click

from qgen.cli.options import project_at, project_option
from qgen.diagnostics.problems import counted


@click.command("serve")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8137,
    show_default=True,
    help="The port of the page; 0 takes any free one.",
)
@click.option("--open/--no-open", "opens", default=False, help="Open the page in your browser.")
@project_option
def command(port: int, opens: bool, folder: Path) -> None:
    """Show every question as its card while you write: a page on this machine that follows each save.

    Filters by deck, topic, pattern and what the linter found; by day and by night, at a desk and on a phone; the study
    guide; every problem with its place. If the sources break, the last good state stays, and the page says what broke.

    \b
    Example:
      qgen serve --open
    """
    from qgen.preview.server import HOST, Preview, make_server
    from qgen.preview.watching import follow

    project = project_at(folder)
    preview = Preview(project, _tell)
    try:
        server = make_server(preview, port)
    except OSError as error:
        raise click.ClickException(f"port {port} is taken ({error.strerror}); try `--port 0`") from error
    address = f"http://{HOST}:{server.server_port}/"
    click.echo(address)
    click.echo("Ctrl-C ends it", err=True)
    stop = threading.Event()
    threading.Thread(target=follow, args=(lambda: preview.project, preview.reload, stop), daemon=True).start()
    if opens:
        webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:  # the way to end it
        pass
    finally:
        stop.set()
        server.server_close()


def _tell(faults: int, entities: int) -> None:
    kept = f"{counted(faults, 'error')}; the page says where" if faults else f"read {counted(entities, 'entity')}"
    click.echo(kept, err=True)
