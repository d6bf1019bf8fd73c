"""The SymPy witness at small sizes."""
