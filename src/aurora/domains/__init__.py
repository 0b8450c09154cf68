"""The domains: pure rules, and the kernel that the contexts share."""
