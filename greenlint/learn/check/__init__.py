"""The checker: four verdicts on the learner's files, the first failure explained."""
