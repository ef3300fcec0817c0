"""A printed table: its head, its columns, its rows, the records that these make."""
