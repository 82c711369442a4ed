"""Show reports to people and to programs; each renderer shows the same findings."""
