"""The proof for every size, from a few of them."""
