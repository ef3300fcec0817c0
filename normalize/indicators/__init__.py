"""Names of indicators: one indicator, one name, over years and spellings."""
