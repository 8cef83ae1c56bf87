"""One file for each command: what it needs, what it refuses, which facts it leaves."""
