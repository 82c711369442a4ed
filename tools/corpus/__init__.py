"""Texts and word lists: what the language models are counted from, and, apart from it, what they are measured on."""
