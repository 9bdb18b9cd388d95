"""Languages as people write and speak them: which there are, Korean particles, how alike texts are, how wide."""
