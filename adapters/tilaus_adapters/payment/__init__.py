"""Payment adapters: those who take the customer's money and send it back."""
