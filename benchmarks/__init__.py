"""Measures the program against floors: ``python -m benchmarks`` (``make bench``)."""
