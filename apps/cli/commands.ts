import type { Command } from 'commander';

type AddCommand = (program: Command) => void;

/** Loads each command by its name, in the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  token: async () => (await import('./token/token.command.js')).addToken,
  'hub-link': async () => (await import('./hub-link/hub-link.command.js')).addHubLink,
  'subject-id': async () => (await import('./subject-id/subject-id.command.js')).addSubjectId,
  import: async () => (await import('./import/import.command.js')).addImport,
  export: async () => (await import('./export/export.command.js')).addExport,
  replay: async () => (await import('./replay/replay.command.js')).addReplay,
  report: async () => (await import('./report/report.command.js')).addReport,
  explain: async () => (await import('./explain/explain.command.js')).addExplain,
  diff: async () => (await import('./diff/diff.command.js')).addDiff,
  reproduce: async () => (await import('./reproduce/reproduce.command.js')).addReproduce,
  'what-if': async () => (await import('./what-if/what-if.command.js')).addWhatIf,
  sql: async () => (await import('./sql/sql.command.js')).addSql,
  simulate: async () => (await import('./simulate/simulate.command.js')).addSimulate,
  copy: async () => (await import('./copy/copy.command.js')).addCopy,
  'copy-attachments': async () => (await import('./copy-attachments/copy-attachments.command.js')).addCopyAttachments,
  doctor: async () => (await import('./doctor/doctor.command.js')).addDoctor,
  audit: async () => (await import('./audit/audit.command.js')).addAudit,
  'accept-loss': async () => (await import('./accept-loss/accept-loss.command.js')).addAcceptLoss,
  checkpoint: async () => (await import('./checkpoint/checkpoint.command.js')).addCheckpoint,
  projection: async () => (await import('./projection/projection.command.js')).addProjection,
  clock: async () => (await import('./clock/clock.command.js')).addClock,
  keys: async () => (await import('./keys/keys.command.js')).addKeys,
  reseal: async () => (await import('./reseal/reseal.command.js')).addReseal,
  backup: async () => (await import('./backup/backup.command.js')).addBackup,
  restore: async () => (await import('./restore/restore.command.js')).addRestore,
  erase: async () => (await import('./erase/erase.command.js')).addErase,
};

/**
 * Adds the command that the first argument names, or all of them if it names none: for the help, and for a message that
 * suggests a similar name. Only what is added is loaded: all of them take up to a seventh of a second more.
 */
export const addCommands = async (program: Command, [name = '']: readonly string[]): Promise<void> => {
  const named = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const loads = named ? [named] : Object.values(COMMANDS);
  for (const add of await Promise.all(loads.map((load) => load()))) add(program);
};
