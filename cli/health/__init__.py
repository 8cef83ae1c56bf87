"""What ``sop doctor`` looks at: one module for each thing, one check for each question, one line for each
answer. A check only reads, is quick, and may raise: then that it could not look is its answer."""
