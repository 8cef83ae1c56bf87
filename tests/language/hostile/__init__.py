"""Files that nobody wrote in good faith, made from a seed, and ``sop lint`` tried on each in another process.

    python -m tests.language.hostile --count 2000 --seed 1

``generate`` makes them (``spoiling``: sound documents spoiled; ``bombs``: what is small and becomes huge;
``wrong_types``: each key of the schema with what it does not take; ``traps``: what other readers fall for).
``worker`` is the process that reads them; ``trial`` hands them over, measures, and holds the figures
against their limits.
"""
