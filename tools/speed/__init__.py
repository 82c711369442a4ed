"""What the work of the package costs, beside other tools that do some of it."""
