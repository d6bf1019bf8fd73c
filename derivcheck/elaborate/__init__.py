"""Surface trees to typed terms: scope, juxtaposition by type, conventions, anaphora."""
