"""Classes that meet more than once: a name, a roster, and a log of their own."""
