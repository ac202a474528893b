"""Who knows more of a paper? The services on the network that can be asked, and what their answers mean."""
