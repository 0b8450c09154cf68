"""What the web does to those who fetch it, on loopback."""
