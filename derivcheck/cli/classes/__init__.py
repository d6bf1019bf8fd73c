"""A class to be graded: submissions in, results out, on one machine or many."""
