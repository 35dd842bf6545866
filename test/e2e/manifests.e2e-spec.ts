import type { ReadableLog } from '@ledgerdesk/event-store';
import { type Difference, type Manifest, parseManifest } from '@ledgerdesk/manifest';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { manifestFor } from '../../apps/cli/manifest/write-manifest.js';
import { readAnswer, reproduce, type Reproduced, type SavedAnswer } from '../../apps/cli/reproduce/reproduce.js';
import { replayedModel } from '../../apps/cli/replay/replayed-model.js';
import { diffReadModel } from '../../apps/cli/diff/diff-read-model.js';
import { explainRow } from '../../apps/cli/explain/explain-row.js';
import { ticketList } from '@ledgerdesk/projections';
import { openSqliteTreeStore } from '@ledgerdesk/tree-store/sqlite';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { applyChanges } from '../support/apply-changes.js';
import { collect } from '../support/collect.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller, Reply } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';
import { until } from '../support/http/until.js';

const STARTED = '2026-11-27T07:30:00.000Z';
const ANSWERED = '2026-11-27T08:00:00.000Z';

describe('manifests of answers', () => {
  let engine: TestEngine;
  let auditor: Caller;
  let analyst: Caller;
  let aiko: Caller;
  let ticketId: string;
  let opened: string;
  let log: ReadableLog;

  beforeAll(async () => {
    engine = await TestEngine.open(STARTED);
    const { kenji, ...acme } = await withAcme(engine);
    aiko = acme.aiko;
    [auditor, analyst] = [await engine.as({ kind: 'auditor' }), await engine.as({ kind: 'analyst' })];
    ticketId = String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);
    opened = await engine.engine.store.head();
    await engine.advanceTo(ANSWERED);
    await kenji.post(`/v1/desk/tickets/${ticketId}/answers`, { body: 'On it.' });
    await aiko.post(`/v1/tickets/${ticketId}/replies`, { body: 'Thank you.' });
    await engine.settled();
    await engine.signed();
    log = engine.engine.store;
  });
  afterAll(() => engine.close());

  const savedAs = (body: object): SavedAnswer & { readonly manifest: Manifest } => {
    const file = join(engine.engine.folder.path, 'answer.json');
    writeFileSync(file, JSON.stringify(body));
    const { manifest, rows } = readAnswer(file);
    if (!manifest) throw new Error('The answer has no manifest.');
    return { manifest, rows };
  };
  const reproduced = (body: object, against: SavedAnswer = {}, dataFolder?: string): Promise<Reproduced> => {
    const { settings } = engine.engine;
    const from = dataFolder === undefined ? settings : { ...settings, DATA_DIR: dataFolder };
    return reproduce(log, { settings: from, saved: savedAs(body), against });
  };
  const differences = async (body: object, against?: SavedAnswer): Promise<readonly Difference[]> => {
    const found = await reproduced(body, against);
    expect(found.unverified).toBeUndefined();
    return found.differences;
  };
  const namesIn = async (body: object, against?: SavedAnswer) =>
    (await differences(body, against)).map(({ kind, name }) => `${kind}: ${name}`);
  const ask = async (path: string, who = auditor): Promise<Reply> => {
    const reply = await who.get(path);
    expect({ path, status: reply.status }).toEqual({ path, status: 200 });
    return reply;
  };
  const answer = async (path: string, who = auditor): Promise<Body> => (await ask(path, who)).body;

  it.each([
    ['a page of a read model', '/v1/read-models/ticket-list?limit=1'],
    ['a page as of an instant', `/v1/read-models/ticket-list?asOf=${STARTED}&by=occurred`],
    ['a lineage', '/v1/read-models/ticket-list/rows/{ticketId}/lineage?limit=2'],
    ['a difference', '/v1/read-models/agent-queue/diff?from={opened}'],
  ])('reproduce %s, shown in clear and masked', async (_name, path) => {
    const filled = path.replace('{ticketId}', ticketId).replace('{opened}', opened);
    for (const who of [auditor, analyst]) {
      const { body, headers } = await ask(filled, who);
      const header = Buffer.from(headers.get('ledger-manifest') ?? '', 'base64url').toString();
      expect(parseManifest(header)).toEqual(body['manifest']);
      expect(body['manifest']).toMatchObject({
        code: { version: '0.2.0' },
        policies: expect.arrayContaining([expect.objectContaining({ file: 'policy' })]) as unknown,
        checkpoint: { size: expect.any(Number) as unknown },
        ...(who === analyst && { masked: true }),
      });
      expect(await differences(body)).toEqual([]);
    }
  });

  it('reproduce reports', async () => {
    for (const report of [
      'responses',
      'responses?groupBy=team,product&bucket=month&timeZone=Asia/Tokyo',
      'charges',
      'digests',
      'backlog?groupBy=team&bucket=day&from=2026-11-01T00:00:00Z',
      `patterns?asOf=${opened}`,
    ])
      expect([report, await differences(await answer(`/v1/reports/${report}`))]).toEqual([report, []]);
  });

  it('reproduce what commands answer', async () => {
    const moments = { from: { position: opened }, by: 'recorded', prefix: '' } as const;
    for (const { answered } of [
      await replayedModel(log, { projection: 'ticket-list', by: 'occurred', asOf: { instant: STARTED }, mask: true }),
      await explainRow(log, ticketList, ticketId, { by: 'recorded', limit: 100 }),
      await diffReadModel(log, ticketList, moments, async () => undefined),
    ]) {
      const manifest = await manifestFor(log, answered, engine.engine.settings);
      expect(answered.rows.count).toBeGreaterThan(0);
      expect(await differences(manifest)).toEqual([]);
    }
  });

  it('name code, projection, log, time-zone data, parameters and rows that differ', async () => {
    const body = await answer('/v1/read-models/ticket-list?limit=1');
    const manifest = body['manifest'] as Manifest;
    const sha256 = '0'.repeat(64);
    const changed: Manifest = {
      ...manifest,
      code: { version: '0.1.9', build: sha256 },
      projections: [{ name: 'ticket-list', version: 1, sha256 }],
      log: { ...manifest.log, epoch: 3 },
      timeZoneData: '1999a',
      question: { ...manifest.question, parameters: { ...manifest.question.parameters, colour: 'red' } },
      rows: { count: 7, sha256 },
    };
    expect(await namesIn(changed)).toEqual([
      'log: epoch',
      'code: version',
      'code: build',
      'projection: ticket-list',
      'time-zone-data: time-zone data',
      'rows: number of rows',
      'rows: digest of the rows',
      // It is not the one that was asked, and this release does not know it.
      'parameter: colour',
      'parameter: colour',
    ]);
  });

  it('have every parameter of a report, and name one that was changed', async () => {
    const body = await answer('/v1/reports/responses?groupBy=product');
    const manifest = body['manifest'] as Manifest;
    const { question } = manifest;
    const left = { team: null, from: null, to: null, timeZone: 'UTC', bucket: null };
    expect(question.parameters).toEqual({ ...left, groupBy: ['product'] });
    const changes: readonly (readonly [string, Partial<Manifest>])[] = [
      ...Object.entries({ timeZone: 'Asia/Tokyo', team: 'acme', colour: 'red' }).map(
        ([name, value]): [string, Partial<Manifest>] => [
          name,
          { question: { ...question, parameters: { ...question.parameters, [name]: value } } },
        ],
      ),
      ['name', { question: { ...question, name: 'digests' } }],
      ['by', { by: 'occurred' }],
      ['at', { at: ANSWERED, by: 'occurred' }],
      ['masked', { masked: true }],
    ];
    for (const [name, change] of changes) {
      expect(await namesIn({ ...manifest, ...change })).toContain(`parameter: ${name}`);
      const { questionParts: _, ...withoutParts } = { ...manifest, ...change };
      expect(await namesIn(withoutParts)).toContain('parameter: question');
    }
  });

  it('name a parameter in which two answers differ', async () => {
    const first = await answer('/v1/read-models/ticket-list?limit=1');
    const other = savedAs(await answer('/v1/read-models/ticket-list?limit=1&prefix=zzz'));
    expect(await namesIn({ manifest: first['manifest'] }, { manifest: other.manifest })).toEqual(['parameter: prefix']);
  });

  it('name the row in which a saved answer differs', async () => {
    const body = await answer('/v1/read-models/ticket-list');
    const items = (body['items'] as Body[]).map((row) => ({ ...row, status: 'lost' }));
    expect(await namesIn({ ...body, items })).toEqual(['rows: rows of the file', `rows: row ${ticketId}`]);
  });

  it('are refused for another log and for a log that ends earlier', async () => {
    const { manifest } = savedAs(await answer('/v1/read-models/ticket-list'));
    const of = (changes: Partial<Manifest['log']>) =>
      differences({ ...manifest, log: { ...manifest.log, ...changes } });
    await expect(of({ id: 'other' })).rejects.toThrow(/of log other/);
    await expect(of({ position: '999999' })).rejects.toThrow(/position 999999, the log ends at/);
    await expect(differences({ ...manifest, question: { ...manifest.question, kind: 'sql' } })).rejects.toThrow(
      /cannot answer sql/,
    );
  });

  it('traces a row to events whose changes make it, also by the path of earlier versions', async () => {
    const path = `/v1/read-models/ticket-list/rows/${ticketId}/lineage`;
    const body = await answer(path);
    const items = body['items'] as { readonly changes: Parameters<typeof applyChanges>[1] }[];
    const row = items.reduce<ReturnType<typeof applyChanges>>(
      (before, { changes }) => applyChanges(before, changes),
      null,
    );
    expect(row).toEqual(body['row']);
    expect(body['explanation']).toBe(`/v1/desk/tickets/${ticketId}/clock`);
    const clock = await answer(`/v1/desk/tickets/${ticketId}/clock`);
    expect(await answer(`/v1/desk/tickets/${ticketId}/clock`, analyst)).toEqual(clock);
    expect(await answer(String(clock['lineage']))).toMatchObject({ key: ticketId, row: { ticketId } });
    const former = await ask(`/v1/read-models/ticket-list/lineage?key=${ticketId}`);
    expect(former.body['items']).toEqual(items);
    expect(former.headers.get('link')).toBe(`<${path}>; rel="successor-version"`);
    const pages = auditor.client().items('/v1/read-models/{name}/rows/{key}/lineage', {
      path: { name: 'ticket-list', key: ticketId },
      query: { limit: 1 },
    });
    expect(await collect(pages)).toEqual(items);
    expectProblem(await auditor.get('/v1/read-models/ticket-list/rows/none/lineage'));
    const thread = (await answer('/v1/read-models/ticket-thread'))['items'] as Body[];
    const key = String(thread[0]?.['key']);
    expect(await answer(`/v1/read-models/ticket-thread/rows/${encodeURIComponent(key)}/lineage`)).toMatchObject({
      key,
    });
  });

  it('compares a read model at two moments, in pages, and refuses moments that are no such pair', async () => {
    const all = (await answer(`/v1/read-models/agent-queue/diff?from=0&to=${opened}`))['items'] as Body[];
    expect(all).toMatchObject([{ key: ticketId, change: 'added', causes: [{ type: 'TicketOpened' }, {}] }]);
    const changed = (await answer(`/v1/read-models/ticket-list/diff?from=${STARTED}`, analyst))['items'];
    expect(changed).toMatchObject([{ key: ticketId, change: 'changed' }]);
    expect(JSON.stringify(changed)).not.toContain(TICKET.subject);
    const pages = auditor.client().items('/v1/read-models/{name}/diff', {
      path: { name: 'event-index' },
      query: { from: '0', limit: 2 },
    });
    const whole = (await answer('/v1/read-models/event-index/diff?from=0&limit=1000'))['items'];
    expect(await collect(pages)).toEqual(whole);
    for (const [query, code] of [
      ['from=2&to=1', 'moments-reversed'],
      ['from=999999', 'position-beyond-log'],
      ['to=1', 'invalid-input'],
      ['from=0&cursor=x', 'cursor-malformed'],
    ] as const) {
      const reply = await auditor.get(`/v1/read-models/ticket-list/diff?${query}`);
      expect(reply.body).toMatchObject({ status: 400, type: `urn:ledgerdesk:problem:${code}` });
    }
    expect((await auditor.get('/v1/read-models/none/diff?from=0')).status).toBe(404);
  });

  it('lists the rows and events that are counted in a number of a report', async () => {
    const path = '/v1/reports/backlog/facts';
    const whole = await answer(`${path}?measure=opened&events=true`);
    expect(whole).toMatchObject({
      total: 1,
      items: [{ model: 'ticket-flow', key: ticketId, value: 1 }],
    });
    expect(whole).toHaveProperty(['items', 0, 'events', 0, 'type'], 'TicketOpened');
    const lineage = String((whole['items'] as Body[])[0]?.['lineage']);
    expect(await answer(lineage)).toMatchObject({ key: ticketId });
    const groups = `${path}?groupBy=team,product&bucket=month&measure=opened`;
    expect(await answer(`${groups}&group=acme,${TICKET.product}&period=2026-11`)).toMatchObject({ total: 1 });
    expect(await answer(`${groups}&group=acme,none&period=2026-11`)).toMatchObject({ total: 0, items: [] });
    expect(await differences(whole)).toEqual([]);
    const ofDigests = await answer('/v1/reports/digests/facts?measure=teams&period=2026-Q4&team=acme');
    expect(ofDigests).toMatchObject({ total: 0, items: [] });
    expect(await differences(ofDigests)).toEqual([]);
    for (const [query, status, code] of [
      ['backlog/facts?measure=colour', 400, 'measure-not-counted'],
      ['backlog/facts?measure=opened&groupBy=edition,hourOfWeek,team,agent', 400, 'invalid-input'],
      ['agent-load/facts?measure=answers&groupBy=team', 400, 'invalid-input'],
      ['agent-load/facts?measure=answers&team=acme', 400, 'invalid-input'],
      ['backlog/facts?measure=opened&groupBy=team&group=a,b', 400, 'invalid-input'],
      ['backlog/facts?measure=opened&period=2026-11', 400, 'invalid-input'],
      ['backlog/facts?measure=opened&timeZone=Asia/Edo', 400, 'unknown-time-zone'],
      ['backlog/facts?measure=opened&cursor=1.x', 400, 'cursor-malformed'],
      ['digests/facts?measure=teams&bucket=month', 400, 'invalid-input'],
      ['digests/facts?measure=teams&groupBy=team', 400, 'invalid-input'],
      ['none/facts?measure=opened', 404, 'report-not-found'],
    ] as const) {
      const { body } = await auditor.get(`/v1/reports/${query}`);
      expect({ query, ...body }).toMatchObject({ query, status, type: `urn:ledgerdesk:problem:${code}` });
    }
  });

  it('say so if no tree verifies events, and do not trust a checkpoint that no known key has signed', async () => {
    const body = await answer('/v1/read-models/ticket-list');
    const { checkpoint, ...manifest } = body['manifest'] as Manifest;
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    try {
      const noTree = { differences: [], unverified: expect.stringContaining('no tree') as unknown };
      expect(await reproduced(body, {}, folder)).toEqual(noTree);
      expect(await reproduced(manifest, {}, folder)).toEqual(noTree);
      await (await openSqliteTreeStore(join(folder, 'ledger.db'))).close();
      expect((await reproduced(body, {}, folder)).differences).toMatchObject([{ kind: 'event', name: 'checkpoint' }]);
      expect((await reproduced(manifest, {}, folder)).unverified).toContain('lacks');
    } finally {
      rmSync(folder, { recursive: true });
    }
    const unsigned = checkpoint && { ...checkpoint, note: checkpoint.note.replace(/(?<=\n\n)[^]*$/, '') };
    expect(await namesIn({ ...manifest, checkpoint: unsigned })).toEqual(['event: checkpoint']);
  });

  it('counts the rows of all pages at the moment of the first one', async () => {
    await aiko.post('/v1/tickets', TICKET);
    await engine.settled();
    const path = '/v1/reports/backlog/facts?measure=opened&limit=1';
    const first = await answer(path);
    await engine.advanceTo('2026-11-27T08:10:00.000Z');
    const second = await answer(`${path}&cursor=${encodeURIComponent(String(first['next']))}`);
    expect(second).toMatchObject({ total: 2, items: [{ value: 1 }], position: first['position'] });
    const requestOf = (body: Body) => savedAs(body).manifest.question.parameters['request'];
    expect(requestOf(first)).toMatchObject({ at: ANSWERED });
    expect(requestOf(second)).toEqual(requestOf(first));
    expect((await reproduced(second)).differences).toEqual([]);
    // The tests that follow compare the log with a signed checkpoint.
    await engine.advanceTo('2026-11-27T08:10:02.000Z');
    await until(
      async () => 'checkpoint' in ((await answer('/v1/read-models/ticket-list'))['manifest'] as Manifest),
      () => 'The log is not signed.',
    );
  });

  const versionOf = ({ policies }: Manifest) => policies.find(({ file }) => file === 'policy')?.version;

  // The last tests change the log.
  const tamper = (sql: string): void => {
    const db = new Database(join(engine.engine.folder.path, 'events.db'));
    db.exec(`DROP TRIGGER IF EXISTS events_no_update; ${sql}`);
    db.close();
  };

  it('name an event that was changed', async () => {
    const body = await answer('/v1/read-models/ticket-list');
    const { items } = await answer('/v1/log/events?types=TicketReplied');
    tamper(`UPDATE events SET recorded_at = '2026-11-27T08:00:01.000Z' WHERE type = 'TicketReplied'`);
    const position = String((items as Body[])[0]?.['position']);
    expect((await namesIn(body))[0]).toBe(`event: event at position ${position}`);
    const nowhere = join(engine.engine.folder.path, 'nowhere');
    expect((await reproduced(body, {}, nowhere)).differences[0]).toMatchObject({ kind: 'event', name: 'root' });
  });

  it('name a policy of which a byte was changed, in the log, in the files and in the manifest', async () => {
    const body = await answer('/v1/read-models/ticket-list');
    const manifest = body['manifest'] as Manifest;
    const policies = manifest.policies.map((one) => ({
      ...one,
      sha256: one.sha256.replace(/^./, (first) => (first === '0' ? '1' : '0')),
    }));
    const [{ file = '', version = '' } = {}] = policies;
    const otherFiles = await differences({ ...manifest, policies });
    expect(otherFiles.filter(({ name }) => name === `${file} ${version}`).map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('The log has other contents'),
        expect.stringContaining('in the manifest, here it is'),
      ]) as unknown,
    );
    expect(await namesIn(body)).not.toContain(`policy: policy ${versionOf(manifest)}`);
    tamper(`UPDATE events SET data = replace(data, 'dropbox', 'dropbux') WHERE stream = 'policy-policy'`);
    expect(await namesIn(body)).toContain(`policy: policy ${versionOf(manifest)}`);
  });
});
