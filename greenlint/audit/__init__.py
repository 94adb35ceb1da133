"""The audit of many projects: one project is one task, done here or on a cluster, its result one line."""
