#!/usr/bin/env node
import { config as readDotenv } from 'dotenv';
import { runProgram } from './cli/program.ts';

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runProgram(process.argv.slice(2), {
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  variables() {
    readDotenv({ quiet: true });
    return process.env;
  },
});
