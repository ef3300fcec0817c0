"""The geometry of one page: characters, words, rules, fills, the lattice of cells, and what nobody drew."""
