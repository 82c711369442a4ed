"""Say what texts cost, in nats: in each language, in their surroundings, and in a language that is not known."""
