"""Acts on the network: create, close, rename, move, split, merge and attach centres, nothing being left behind.

Each act is one function and one operation of the journal. Those that end or divide a centre first say everything that
touches it (``touching.touched_by``), and take what the user decided for each line.
"""
