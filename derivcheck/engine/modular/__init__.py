"""Images modulo a random safe prime: the fast witness."""
