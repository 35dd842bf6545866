#!/usr/bin/env node
import 'reflect-metadata';
import { requireAccess } from '@ledgerdesk/files';
import { messageOf } from '@ledgerdesk/kernel';
import { Command } from 'commander';
import { settingsFrom } from '../server/settings.js';
import { addCommands } from './commands.js';
import { exitOnFailedOutput } from './terminal/stdout.js';

const FAILURE = 1;
const USAGE = 2;

/** Returns true for errors that the caller can correct: invalid settings, policies, mappings or files. */
const isUsageError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('invalid-');

const program = new Command('ledgerdesk')
  .description('Manage a Ledgerdesk engine and its log. Settings are environment variables: DATA_DIR, CONFIG_DIR, …')
  .showHelpAfterError()
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE));
// The files of a folder that this user may not enter would seem to be missing.
program.hook('preAction', () => requireAccess(settingsFrom(process.env).DATA_DIR, 'read folder'));

/** They read the log while an engine may be running, whose requests come first. */
const ANALYSES = ['export', 'replay', 'report', 'diff', 'reproduce', 'what-if', 'sql', 'compare'];
program.hook('preAction', async (_, command) => {
  if (ANALYSES.includes(command.name())) (await import('@ledgerdesk/runtime')).lowerProcessPriority();
});

const run = async (): Promise<void> => {
  await addCommands(program, process.argv.slice(2));
  await program.parseAsync();
};

exitOnFailedOutput();
run().catch((error: unknown) => {
  process.stderr.write(`error: ${messageOf(error)}\n`);
  process.exitCode = isUsageError(error) ? USAGE : FAILURE;
});
