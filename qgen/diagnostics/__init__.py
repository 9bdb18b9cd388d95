"""What is wrong in a project, as values, and how each problem is shown and explained."""
