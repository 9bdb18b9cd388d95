"""What qgen makes of an edition: one file an output, registered by `@output`."""
