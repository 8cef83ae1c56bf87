"""The people of a workspace: who is there now and who stands in, what became of the team, and when."""
