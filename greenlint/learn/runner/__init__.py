"""What runs in the test process: pristine tests and the learner's code, guarded, with virtual time."""
