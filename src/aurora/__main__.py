"""`aurora …`, also as `python -m aurora …`."""

from aurora.cli import main

if __name__ == "__main__":
    main()
