"""The line: what carries a corpus from station to station of a workspace."""
