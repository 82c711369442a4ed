"""Builds the language models: sources, symbols, counts, estimation, packing."""
