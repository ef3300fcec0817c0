"""The registry and what people decided, read once; corrections of numbers."""
