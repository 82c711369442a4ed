"""See where damage may be, and what speaks for it: what clean text hardly ever shows, and costs little to look for."""
