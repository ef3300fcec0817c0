"""The review page: its application, who serves it, and what it asks and takes, one module a subject.

Nothing of a document is ever sent as markup.
"""
