"""What a text says of its letters: sets, shapes, properties, and how far each holds."""
