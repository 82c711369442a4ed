"""Find what lost bytes can have been: a lattice of all that fits, and the likeliest ways through it."""
