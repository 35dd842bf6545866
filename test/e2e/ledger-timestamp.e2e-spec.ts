import { parsePem, parseTimeStampDocument, readTimeStamp, stampedText } from '@ledgerdesk/ledger';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';
import { serveAuthority, type ServedAuthority } from '../support/ledger/served-authority.js';
import { until } from '../support/http/until.js';

const AT = '2026-11-30T08:15:00.500Z';
const NOW = '2026-11-27T07:30:00.000Z';

describe('time stamps of checkpoints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  let authority: ServedAuthority;
  let engine: TestEngine;

  beforeAll(async () => {
    authority = await serveAuthority(join(folder, 'root.pem'), AT);
    authority.isHonest = false;
    const { url, certificates } = authority;
    engine = await TestEngine.open(NOW, { LEDGER_TSA_URL: url, LEDGER_TSA_CERT: certificates });
  });
  afterAll(async () => {
    await engine.close();
    authority.close();
    rmSync(folder, { recursive: true });
  });

  const publication = async () => {
    const { body } = await (await engine.as({ kind: 'operator' })).get('/v1/health');
    const { publications = [] } = body['ledger'] as {
      publications?: { target: string; code?: string; size: number }[];
    };
    return publications.find(({ target }) => target === 'timestamp');
  };

  it('are refused, named and tried again if they are of something else; checkpoints are signed meanwhile', async () => {
    const { aiko } = await withAcme(engine);
    await engine.signed();
    await until(
      async () => (await publication())?.code === 'time-stamp-other-text',
      () => 'No lie was noticed.',
    );
    const auditor = await engine.as({ kind: 'auditor' });
    const none = await auditor.get('/v1/ledger/timestamp');
    expectProblem(none);
    expect(none.body['code'] ?? none.body['type']).toContain('time-stamp-not-found');
    await aiko.post('/v1/tickets', TICKET);
    await engine.signed();
    authority.isHonest = true;
    await until(
      async () => (await publication())?.size !== null,
      () => 'Nothing was stamped.',
    );
  });

  it('prove to auditors when a checkpoint existed', async () => {
    const auditor = await engine.as({ kind: 'auditor' });
    const { body, status } = await auditor.get('/v1/ledger/timestamp');
    expect([status, body['time']]).toEqual([200, AT]);
    const document = parseTimeStampDocument(body);
    if (!document) throw new Error('The response is no document of a time stamp.');
    const text = stampedText(document.checkpoint);
    const trusted = parsePem(readFileSync(authority.certificates, 'utf8'));
    expect(readTimeStamp(document.response, { text, trusted })).toMatchObject({
      time: Date.parse(AT),
      isTrusted: true,
    });
    expect((await auditor.get('/v1/ledger/timestamp?size=1')).status).toBe(404);
    expect((await auditor.get('/v1/ledger/timestamp?size=0')).status).toBe(400);
  });

  it('are kept over a restart, which asks for none before it is due', async () => {
    const before = authority.asked();
    await engine.restart(NOW);
    await engine.signed();
    const auditor = await engine.as({ kind: 'auditor' });
    expect((await auditor.get('/v1/ledger/timestamp')).body['time']).toBe(AT);
    expect(authority.asked()).toBe(before);
  });
});
