"""Reading the web: URLs, guarded fetching, robots.txt."""
