"""The report of a run, its charts, and what the notebook asks."""
