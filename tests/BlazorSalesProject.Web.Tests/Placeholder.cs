// The test project's first file is replaced by its suites.
