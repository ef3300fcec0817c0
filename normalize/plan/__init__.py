"""What only a RAPK has: blocks of RO lines below indicators, months, lost pages, totals."""
