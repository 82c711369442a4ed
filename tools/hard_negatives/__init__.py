"""Mine clean text for what proves through a channel of damage, and keep it to be held against the engine."""
