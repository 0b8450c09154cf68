"""What Aurora does, measured beside its peers: run one with `python -m benchmarks.<name>`."""
