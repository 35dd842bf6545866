import {
  checkLog,
  type Finding,
  type FindingCode,
  Findings,
  logChecks,
  openSavedCheckpoint,
  TreeCheck,
} from '@ledgerdesk/integrity';
import type { SavedCheckpoint } from '@ledgerdesk/integrity';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import type { Policies } from '@ledgerdesk/domain';
import { diagnose } from '../../apps/cli/doctor/diagnose.js';
import { dataFolderAt, policiesFor, settingsFrom } from '../../apps/server/index.js';
import { runDeepChecks } from '../../apps/server/integrity/deep-checks.js';
import { storageConfigOf } from '../../apps/server/storage.js';

/** What `ledgerdesk doctor --deep` finds in a folder. */
export interface Checked {
  /** Codes of damage. */
  readonly damage: ReadonlySet<FindingCode>;
  /** Codes of questions that stay open. */
  readonly open: ReadonlySet<FindingCode>;
  readonly findings: readonly Finding[];
}

const codes = (findings: readonly Finding[], state: Finding['state']): ReadonlySet<FindingCode> =>
  new Set(findings.filter((finding) => finding.state === state).map(({ code }) => code));

/** Runs the checks of `ledgerdesk doctor --deep`, in this process. */
export const checkFolder = async (folder: string, saved?: SavedCheckpoint): Promise<Checked> => {
  const settings = settingsFrom({ DATA_DIR: folder });
  const { findings } = await runDeepChecks(settings, storageConfigOf(settings), { whole: true, saved });
  const plain = (await diagnose(settings)).flatMap(({ code, what, state, detail }): Finding[] =>
    code !== undefined && state === 'trouble' ? [{ code, state: 'damage', place: what, detail }] : [],
  );
  const all = [...findings.all, ...plain];
  return { damage: codes(all, 'damage'), open: codes(all, 'unknown'), findings: all };
};

let policies: Policies | undefined;

/**
 * Runs the checks of the log alone, in a tenth of the time. Without the saved checkpoint it says what it says with it,
 * but for the findings about that checkpoint.
 */
export const checkEvents = async (folder: string, saved: SavedCheckpoint): Promise<Checked> => {
  policies ??= policiesFor(settingsFrom({ DATA_DIR: folder })).at('');
  const log = openSqliteLog({ file: dataFolderAt(folder).events });
  const found = new Findings();
  const { root } = openSavedCheckpoint(saved);
  try {
    const tree = new TreeCheck({ leaves: log.leaves, roots: root ? [root] : [] });
    await checkLog({ log, checks: [...logChecks({ log, policies }), tree], report: found.report });
    for (const detail of (await log.integrityCheck?.()) ?? [])
      found.report({ code: 'log-structure', state: 'damage', place: 'log', detail });
  } finally {
    await log.close();
  }
  return { damage: codes(found.all, 'damage'), open: codes(found.all, 'unknown'), findings: found.all };
};
