"""The words of sopwright as immutable values; imports nothing else of ours."""
