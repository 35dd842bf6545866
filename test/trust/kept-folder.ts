import { MINUTE } from '@ledgerdesk/kernel';
import { cpSync, writeFileSync } from 'node:fs';
import { backup } from '../../apps/cli/backup/backup.js';
import { settingsFrom } from '../../apps/server/index.js';
import { aRead } from '../../libs/read-audit/contract/samples.js';
import { TICKET, withAcme, withTeam } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { until } from '../support/http/until.js';
import { dataFolderAt } from '../../apps/server/data-folder.js';

const NOW = '2026-11-27T07:30:00.000Z';
const LATER = '2026-11-27T16:00:00.000Z';

/** The folder of backups of keys, inside the data folder so that copies of this have their own. */
export const keyPlaceIn = (folder: string): string => `${folder}/kept-keys`;

/** Lets a copy of the data folder register the backups of keys that it contains. */
export const registerOwnKeyPlace = (folder: string): void =>
  writeFileSync(dataFolderAt(folder).keyBackups, JSON.stringify({ places: [keyPlaceIn(folder)] }));

/**
 * Fills a data folder through the API of an engine: reads of which the retention has dropped the oldest, members of
 * whom one is erased, and a list of erasures beside a backup of the keys.
 */
export const fillKeptFolder = async (folder: string): Promise<void> => {
  const engine = await TestEngine.open(NOW);
  const { aiko, ben, kenji, operator } = await withAcme(engine);
  const { aiko: carla } = await withTeam(engine, 'other');
  const { readAudit } = engine.engine;
  for (const second of [0, 1, 2])
    await readAudit.record({ ...aRead(second), at: `2020-01-0${second + 1}T00:00:00.000Z` });
  for (const author of [aiko, ben, carla]) {
    const { ticketId } = (await author.post('/v1/tickets', TICKET)).body;
    await kenji.get(`/v1/tickets/${String(ticketId)}`);
  }
  await operator.post('/v1/privacy/erasures', { kind: 'member', id: 'acme.ben' });
  await engine.advance(MINUTE);
  await until(async () => (await readAudit.droppable(NOW, 9)) === undefined, undefined, { pollMs: 5 });
  await engine.advanceTo(LATER);
  await kenji.get('/v1/tickets');
  await engine.signed();
  await engine.restart(LATER, async () => cpSync(engine.engine.folder.path, folder, { recursive: true }));
  await engine.close();
  const [to, keys] = [`${folder}-backup`, `${folder}-keys`];
  await backup(settingsFrom({ DATA_DIR: folder }), { to, keys, now: LATER, pause: async () => undefined });
  cpSync(keys, keyPlaceIn(folder), { recursive: true });
  registerOwnKeyPlace(folder);
};
