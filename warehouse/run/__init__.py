"""A run: planned, documents read side by side, finished; its lock, its log, how it is stopped."""
