import { cpSync } from 'node:fs';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const NOW = '2026-11-27T07:30:00.000Z';
const LATER = '2026-11-27T16:00:00.000Z';

/**
 * Fills a data folder through the API of an engine: tickets with files, one of which misses its target, a member who
 * was erased, and reads that were recorded.
 */
export const fillServedFolder = async (folder: string): Promise<void> => {
  const engine = await TestEngine.open(NOW);
  const { aiko, ben, kenji, operator } = await withAcme(engine);
  for (const [n, author] of [aiko, aiko, ben].entries()) {
    const { uploadId } = (await author.upload(`File ${n}`, 'a.txt')).body;
    const { ticketId } = (await author.post('/v1/tickets', { ...TICKET, subject: `T ${n}`, uploads: [uploadId] })).body;
    await kenji.get(`/v1/tickets/${String(ticketId)}`);
    if (n > 0) await kenji.post(`/v1/tickets/${String(ticketId)}/answers`, { body: `Answer ${n}` });
  }
  await operator.post('/v1/privacy/erasures', { kind: 'member', id: 'acme.ben' });
  await engine.advanceTo(LATER);
  for (let n = 0; n < 3; n += 1) await kenji.get('/v1/tickets');
  await engine.signed();
  await engine.restart(LATER, async () => cpSync(engine.engine.folder.path, folder, { recursive: true }));
  await engine.close();
};
