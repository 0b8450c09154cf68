"""Memory adapters of every port: for domain tests, and to say what a port promises."""
