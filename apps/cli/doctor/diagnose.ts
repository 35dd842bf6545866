import { policyVersions } from '@ledgerdesk/application';
import { openAttachmentReader } from '@ledgerdesk/attachments/files';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { lastRecordedAt } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { messageOf, type Projection } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import { openReadStoreView } from '@ledgerdesk/read-store/sqlite';
import { positionDifference } from '@ledgerdesk/runtime';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { policiesFor, type Settings } from '../../server/index.js';
import { checkAttachments } from './check-attachments.js';

/** Result of one check. `trouble` is a fault; `note` requires no action. */
export interface Finding {
  readonly what: string;
  readonly state: 'good' | 'trouble' | 'note';
  readonly detail: string;
}

const good = (what: string, detail: string): Finding => ({ what, state: 'good', detail });
const note = (what: string, detail: string): Finding => ({ what, state: 'note', detail });
const trouble = (what: string, fault: unknown): Finding => ({
  what,
  state: 'trouble',
  detail: messageOf(fault),
});

/** Masks passwords and keys, including passwords in URLs. */
const masked = (name: string, value: unknown): string =>
  /PASSWORD$|_KEY$/.test(name) ? '***' : String(value).replace(/\/\/([^:/@]+):[^@]*@/, '//$1:***@');

const checkSettings = (settings: Settings): readonly Finding[] =>
  Object.entries(settings).map(([name, value]) =>
    good(`setting ${name}`, `${masked(name, value)}${process.env[name] === undefined ? ' (default)' : ''}`),
  );

const checkPolicies = (settings: Settings): readonly Finding[] => {
  try {
    return policiesFor(settings).periods.map(({ validFrom, policies }) =>
      good(
        validFrom === '' ? 'policies' : `policies from ${validFrom}`,
        Object.entries(policyVersions(policies))
          .map(([name, version]) => `${name} ${version}`)
          .join(', '),
      ),
    );
  } catch (fault) {
    return [trouble('policies', fault)];
  }
};

const checkReadModel = async (
  { name, version }: Projection,
  view: ReadStoreView,
  log: ReadableLog,
): Promise<Finding> => {
  const what = `read model ${name}`;
  const checkpoint = await view.checkpoint({ name, version });
  if (!checkpoint) return note(what, `version ${version} is not built yet; the engine builds it while running`);
  if (checkpoint.logId !== log.logId) return trouble(what, 'belongs to another log; the engine rebuilds it on start');
  return good(what, `version ${version}, ${positionDifference(checkpoint.position, await log.head())} events behind`);
};

const checkStoredAttachments = async (log: ReadableLog, folder: string): Promise<readonly Finding[]> => {
  const { referenced, missing, altered } = await checkAttachments(log, openAttachmentReader(folder));
  return [
    good(
      'attachments',
      `${referenced} referenced by the log, ${referenced - missing.length - altered.length} stored intact`,
    ),
    ...(missing.length > 0 ? [note('attachments', `not stored in ${folder}: ${missing.join(', ')}`)] : []),
    ...altered.map((sha256) => trouble('attachments', `the content stored as ${sha256} is damaged: its hash differs`)),
  ];
};

const checkData = async (dataDir: string): Promise<readonly Finding[]> => {
  const file = join(dataDir, 'events.db');
  if (!existsSync(file)) return [note('log', `no log at ${file} yet; the engine creates it on start`)];
  const log = openSqliteLog({ file });
  const view = openReadStoreView(join(dataDir, 'read.db'));
  try {
    const problems = await log.integrityCheck();
    return [
      good('log', `head ${await log.head()}, last recorded ${(await lastRecordedAt(log)) ?? 'never'}, id ${log.logId}`),
      ...(problems.length === 0
        ? [good('log integrity', 'pages intact, positions without gaps, revisions contiguous')]
        : problems.map((problem) => trouble('log integrity', problem))),
      ...(await checkStoredAttachments(log, join(dataDir, 'attachments'))),
      ...(await Promise.all(PROJECTIONS.map((projection) => checkReadModel(projection, view, log)))),
    ];
  } finally {
    await view.close();
    await log.close();
  }
};

/** Checks settings, policies, log, attachments and read models. Read-only: creates no files. */
export const diagnose = async (settings: Settings): Promise<readonly Finding[]> => {
  const data = await checkData(settings.DATA_DIR).catch((fault: unknown) => [trouble('log', fault)]);
  return [...checkSettings(settings), ...checkPolicies(settings), ...data];
};
