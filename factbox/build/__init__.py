"""The build: its steps, and what is kept from one to the next."""
