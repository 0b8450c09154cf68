"""The passage index by word: tantivy, one writing process, any number of reading ones."""
