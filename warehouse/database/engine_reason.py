"""Why the database engine failed, short enough for a sentence."""

import json
import re

# 'IO Error: Async write failed: {"exception_type":"IO","exception_message":"No \\"x\\" left"}' -> '"No \\"x\\" left"'
INNER = re.compile(r'"exception_message":("(?:[^"\\]|\\.)*")')


def reason(error: Exception) -> str:
    """Its first line; of an error that another one was packed into, what that says."""
    found = INNER.search(str(error))
    return str(json.loads(found[1]) if found else error).splitlines()[0]
