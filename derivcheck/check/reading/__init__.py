"""Members and how they are read: names, kinds of undeclared letters, what two values claim."""
