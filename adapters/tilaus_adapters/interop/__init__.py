"""Orders in the forms of others and of files, and how they become commands."""
