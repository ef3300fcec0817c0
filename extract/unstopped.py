"""Imported first by a process that works for another one: what stops a program reaches the whole group, and whoever started the process
decides. Without it Ctrl-C leaves a traceback of whatever the process is loading."""

import signal

for name in ("SIGINT", "SIGTERM", "SIGHUP"):
    if hasattr(signal, name):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
