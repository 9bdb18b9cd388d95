"""Languages as people write and speak them: which ones there are, Korean particles, how alike two texts are, how wide."""
