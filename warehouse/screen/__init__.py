"""What is shown on the screen, in either language."""
