"""Imported first by a process that works for another one: what stops a program reaches the whole group, and whoever started the process
decides. Without it Ctrl-C leaves a traceback of whatever the process is loading.

Workers have a group of their own: a terminal that only the group in front may write to (stty tostop) would stop them at the first warning
of a library.
"""

import signal

for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGTTOU"):
    if hasattr(signal, name):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
