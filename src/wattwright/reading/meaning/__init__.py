"""What a number means: its kind, what it leaves out, how exact it is, when it holds, and whether it is a claim at all."""
