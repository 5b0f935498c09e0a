/** Hides from the program that its coverage is measured: it warns people whose answers are recorded. */
delete process.env.NODE_V8_COVERAGE;
delete process.env.NODE_OPTIONS;
