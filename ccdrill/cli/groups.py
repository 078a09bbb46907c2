"""Groups of commands that say which one may be meant."""

import click

from ccdrill.authoring.reading.nearest import nearest


class ForgivingGroup(click.Group):
    """Names the command that is nearest to one that is not there."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does. Raises UsageError with what may be meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = nearest(args[0], self.list_commands(ctx))
            if near is not None:
                raise click.UsageError(f"{error.message} Did you mean '{near}'?", ctx) from None
            raise self.not_meant(args[0], error, ctx) from None

    def not_meant(self, name: str, error: click.UsageError, ctx: click.Context) -> click.UsageError:  # noqa: ARG002  # for groups that know more
        """What to raise of a word that is like no command of the group."""
        return error
