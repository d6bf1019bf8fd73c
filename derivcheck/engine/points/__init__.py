"""Real points in ball arithmetic: what confirms a proof, and counterexamples."""
