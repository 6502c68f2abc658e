"""Numbers, units, ranges, shares, factors and dates: what stands in the text, before it is known what it counts."""
