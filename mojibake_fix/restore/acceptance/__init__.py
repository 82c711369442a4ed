"""Ask of a restored span what a good score does not make true."""
