"""The build driver: runs the flow from a project's files to artifacts."""
