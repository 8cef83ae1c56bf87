"""Benchmarks: each prints a ratio against a limit or a peer, measured in the same run.

python -m bench            all of them
python -m bench advance    one
"""
