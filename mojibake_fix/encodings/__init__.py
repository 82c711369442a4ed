"""The codecs as they really are, and their tables."""
