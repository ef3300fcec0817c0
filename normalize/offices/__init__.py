"""Names of offices."""
