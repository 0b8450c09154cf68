"""Models that run inside Aurora: embeddings, passages and languages."""
