"""Who is asking? One module a command, and what the commands share."""
