"""The acts on the network in the window: what to do, everything that touches it, what will be written, one button."""
