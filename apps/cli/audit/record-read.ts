import { type Actor, instantOf, millisOf, type Position } from '@ledgerdesk/kernel';
import { EVERYONE, type ReadRecord } from '@ledgerdesk/read-audit';
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { commandTime } from '../../server/engine-time.js';
import { settingsFrom } from '../../server/settings.js';

/** The user of the operating system, in the form of an id. */
const currentUser = (): Actor => ({
  kind: 'operator',
  id: `os.${userInfo().username.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`.slice(0, 64),
});

/**
 * Records in the read audit that a command shows personal text, by default that of everyone. Resolves when that is on
 * disk. Rejects with ReadAuditUnavailable, and if this user may not write the read audit.
 */
export const recordRead = async (
  command: string,
  position: Position,
  shown: Partial<Pick<ReadRecord, 'subjects' | 'resources'>> = {},
): Promise<void> => {
  const settings = settingsFrom(process.env);
  const { openReadAudit, storageConfigOf } = await import('../../server/storage.js');
  const audit = await openReadAudit(storageConfigOf(settings), false);
  try {
    await audit.record({
      at: instantOf(millisOf(commandTime(settings))),
      requestId: randomUUID(),
      caller: currentUser(),
      onBehalfOf: null,
      method: 'CLI',
      route: command,
      outcome: 'shown',
      status: null,
      position,
      subjects: shown.subjects ?? [EVERYONE],
      resources: shown.resources ?? [],
    });
  } finally {
    await audit.close();
  }
};
