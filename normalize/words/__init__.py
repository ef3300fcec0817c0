"""Text to value: numbers, amounts, names, units; and value to sentence."""
