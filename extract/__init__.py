"""Reading: what is printed, and where. No meaning."""
