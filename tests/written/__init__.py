"""Documents of every format, written by the libraries that people write them with."""
