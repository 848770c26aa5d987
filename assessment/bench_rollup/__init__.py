"""What a roll-up costs, beside what else could do it and what nothing can be faster than.

All engines get the same made-up sheets, each in a process of its own, and must find the same:
a peer that is wrong is no peer.
"""
