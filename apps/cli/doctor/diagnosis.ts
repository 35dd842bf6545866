import { policyVersions } from '@ledgerdesk/application';
import { openAttachmentReader } from '@ledgerdesk/attachments/files';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { lastRecordedAt } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import type { Projection } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import { openReadStoreView } from '@ledgerdesk/read-store/sqlite';
import { gaplessDistance } from '@ledgerdesk/runtime';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { policiesFor, type Settings } from '../../server/index.js';
import { checkAttachments } from './attachments.js';

/** One thing that was looked at. */
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
  detail: fault instanceof Error ? fault.message : String(fault),
});

/** Passwords are kept out of what is shown, also those within addresses. */
const shown = (name: string, value: unknown): string =>
  /PASSWORD$|_KEY$/.test(name) ? '***' : String(value).replace(/\/\/([^:/@]+):[^@]*@/, '//$1:***@');

const aboutSettings = (settings: Settings): readonly Finding[] =>
  Object.entries(settings).map(([name, value]) =>
    good(`setting ${name}`, `${shown(name, value)}${process.env[name] === undefined ? ' (default)' : ''}`),
  );

const aboutRules = (settings: Settings): readonly Finding[] => {
  try {
    return policiesFor(settings).periods.map(({ validFrom, policies }) =>
      good(
        validFrom === '' ? 'rules' : `rules from ${validFrom}`,
        Object.entries(policyVersions(policies))
          .map(([name, version]) => `${name} ${version}`)
          .join(', '),
      ),
    );
  } catch (fault) {
    return [trouble('rules', fault)];
  }
};

const aboutReadModel = async (
  { name, version }: Projection,
  view: ReadStoreView,
  log: ReadableLog,
): Promise<Finding> => {
  const what = `read model ${name}`;
  const checkpoint = await view.checkpoint({ name, version });
  if (!checkpoint) return note(what, `version ${version} has not been built yet; the engine builds it when it runs`);
  if (checkpoint.logId !== log.logId)
    return trouble(what, 'belongs to another log; the engine rebuilds it when it starts');
  return good(what, `version ${version}, ${gaplessDistance(checkpoint.position, await log.head())} events behind`);
};

const aboutAttachments = async (log: ReadableLog, folder: string): Promise<readonly Finding[]> => {
  const { named, missing, altered } = await checkAttachments(log, openAttachmentReader(folder));
  return [
    good(
      'attachments',
      `${named} named by the log, ${named - missing.length - altered.length} kept as their hashes say`,
    ),
    ...(missing.length > 0 ? [note('attachments', `not kept in ${folder}: ${missing.join(', ')}`)] : []),
    ...altered.map((sha256) => trouble('attachments', `what is kept as ${sha256} is not what was attached`)),
  ];
};

const aboutData = async (dataDir: string): Promise<readonly Finding[]> => {
  const file = join(dataDir, 'events.db');
  if (!existsSync(file)) return [note('log', `there is none at ${file} yet; the engine makes it when it starts`)];
  const log = openSqliteLog({ file });
  const view = openReadStoreView(join(dataDir, 'read.db'));
  try {
    const problems = await log.integrityCheck();
    return [
      good('log', `head ${await log.head()}, last recorded ${(await lastRecordedAt(log)) ?? 'never'}, id ${log.logId}`),
      ...(problems.length === 0
        ? [good('log integrity', 'pages sound, positions gapless, revisions contiguous')]
        : problems.map((problem) => trouble('log integrity', problem))),
      ...(await aboutAttachments(log, join(dataDir, 'attachments'))),
      ...(await Promise.all(PROJECTIONS.map((projection) => aboutReadModel(projection, view, log)))),
    ];
  } finally {
    await view.close();
    await log.close();
  }
};

/** Looks at settings, rules, log and read models; changes nothing, and creates nothing. */
export const diagnose = async (settings: Settings): Promise<readonly Finding[]> => {
  const data = await aboutData(settings.DATA_DIR).catch((fault: unknown) => [trouble('log', fault)]);
  return [...aboutSettings(settings), ...aboutRules(settings), ...data];
};
