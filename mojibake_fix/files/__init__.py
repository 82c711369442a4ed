"""The user's disk, and nothing else touches it: find files, read them, write them whole or not at all."""
