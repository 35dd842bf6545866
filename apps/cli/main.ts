#!/usr/bin/env node
import 'reflect-metadata';
import { requireAccess } from '@ledgerdesk/files';
import { messageOf } from '@ledgerdesk/kernel';
import { Command } from 'commander';
import { settingsFrom } from '../server/settings.js';
import { addAcceptLoss } from './accept-loss/accept-loss.command.js';
import { addAudit } from './audit/audit.command.js';
import { addBackup } from './backup/backup.command.js';
import { addClock } from './clock/clock.command.js';
import { addCheckpoint } from './checkpoint/checkpoint.command.js';
import { addCopyAttachments } from './copy-attachments/copy-attachments.command.js';
import { addCopy } from './copy/copy.command.js';
import { addDiff } from './diff/diff.command.js';
import { addDoctor } from './doctor/doctor.command.js';
import { addErase } from './erase/erase.command.js';
import { addExplain } from './explain/explain.command.js';
import { addExport } from './export/export.command.js';
import { addHubLink } from './hub-link/hub-link.command.js';
import { addImport } from './import/import.command.js';
import { exitOnFailedOutput } from './terminal/stdout.js';
import { addKeys } from './keys/keys.command.js';
import { addProjection } from './projection/projection.command.js';
import { addReplay } from './replay/replay.command.js';
import { addReproduce } from './reproduce/reproduce.command.js';
import { addReport } from './report/report.command.js';
import { addReseal } from './reseal/reseal.command.js';
import { addRestore } from './restore/restore.command.js';
import { addSql } from './sql/sql.command.js';
import { addSimulate } from './simulate/simulate.command.js';
import { addSubjectId } from './subject-id/subject-id.command.js';
import { addToken } from './token/token.command.js';
import { addWhatIf } from './what-if/what-if.command.js';

const FAILURE = 1;
const USAGE = 2;

/** Returns true for errors that the caller can correct: invalid settings, policies, mappings or files. */
const isUsageError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('invalid-');

const program = new Command('ledgerdesk')
  .description('Manage a Ledgerdesk engine and its log. Settings are environment variables: DATA_DIR, CONFIG_DIR, …')
  .showHelpAfterError()
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE));

const COMMANDS = [
  addToken,
  addHubLink,
  addSubjectId,
  addImport,
  addExport,
  addReplay,
  addReport,
  addExplain,
  addDiff,
  addReproduce,
  addWhatIf,
  addSql,
  addSimulate,
  addCopy,
  addCopyAttachments,
  addDoctor,
  addAudit,
  addAcceptLoss,
  addCheckpoint,
  addProjection,
  addClock,
  addKeys,
  addReseal,
  addBackup,
  addRestore,
  addErase,
];
for (const add of COMMANDS) add(program);
// The files of a folder that this user may not enter would seem to be missing.
program.hook('preAction', () => requireAccess(settingsFrom(process.env).DATA_DIR, 'read folder'));

/** They read the log while an engine may be running, whose requests come first. */
const ANALYSES = ['export', 'replay', 'report', 'diff', 'reproduce', 'what-if', 'sql', 'compare'];
program.hook('preAction', async (_, command) => {
  if (ANALYSES.includes(command.name())) (await import('@ledgerdesk/runtime')).lowerProcessPriority();
});

exitOnFailedOutput();
program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`error: ${messageOf(error)}\n`);
  process.exitCode = isUsageError(error) ? USAGE : FAILURE;
});
