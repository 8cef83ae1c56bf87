"""Channels: the ways that messages go out to people, one file each; what they share is in ``channel``."""
