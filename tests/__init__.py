"""What the program promises, each promise with its test."""
