"""The live preview: every question as its card in a browser, rebuilt at each save."""
