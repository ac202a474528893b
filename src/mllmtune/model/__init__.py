"""What is a paper? Pure: no files, no network, no screen."""
