"""What the review page asks and takes, one module a subject. Nothing of a document is ever sent as markup."""
