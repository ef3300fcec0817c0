"""The strength of the proof, measured: printed files are changed on purpose, and what the program makes of each is told.

`python -m tests.kekuatan --jumlah 2000`; see `__main__` for the options.
"""
