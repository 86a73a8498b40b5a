"""What tilaus needs of the world: one file for each port, one Protocol for each need."""
