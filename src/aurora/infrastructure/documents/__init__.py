"""Documents of every format read as a tree of blocks, inside the limits of a worker."""
