"""The training kit: exercises, a metered lab, a checker, a workspace, a teacher's desk."""
