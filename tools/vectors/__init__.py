"""What tools/build_vectors.py is made of: texts, bytes, real decoders, and the table of rows that brings them together."""
