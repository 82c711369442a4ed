"""How likely a text is: the character model that every decision about damage weighs with."""
