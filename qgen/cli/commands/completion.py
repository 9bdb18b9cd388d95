"""`qgen completion`"""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that completes qgen's commands, options, decks, formats and codes at the Tab key.

    To have it in every new shell, type once the line of yours:

    \b
      bash  echo 'eval "$(qgen completion bash)"' >> ~/.bashrc
      zsh   echo 'eval "$(qgen completion zsh)"' >> ~/.zshrc
      fish  echo 'qgen completion fish | source' >> ~/.config/fish/config.fish

    \b
    Example:
      eval "$(qgen completion bash)"
    """
    from qgen.cli.shells import script

    click.echo(script(ctx.find_root().command, shell), nl=False)
