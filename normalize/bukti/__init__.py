"""Proof of each number: it is proved where every change of it would be noticed by a check."""
