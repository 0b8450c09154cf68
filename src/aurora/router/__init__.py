"""The AuroraRouter: takes a wish in plain words, chooses, does it, and keeps a record of why."""
