"""What runs over all pages: tables, heads and feet, page numbers, captions, notes."""
