"""Question patterns: one file each, registered by `@pattern`."""
