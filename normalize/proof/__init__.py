"""What the arithmetic of a document proves, contradicts, and leaves open."""
