"""One step and one chain: what its relation claims, decided and told."""
