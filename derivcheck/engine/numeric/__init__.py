"""The NumPy witness at larger sizes."""
