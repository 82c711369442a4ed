"""Measure how much of generated damage comes back: the texts, the damage, the repairers, and the tables."""
