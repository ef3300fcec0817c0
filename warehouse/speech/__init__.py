"""Messages in the languages of people."""
