import { StoreLocked } from '@ledgerdesk/event-store';
import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importFile } from '../../apps/cli/import/import-file.js';
import { settingsFrom } from '../../apps/server/index.js';
import { importScene, MAPPING, row } from '../support/import/import-scene.js';

describe('repeated and further imports', () => {
  const { path, data, imported, events } = importScene();

  it('change nothing about a team that existed before, and are reported where they do not fit', async () => {
    await imported([row('1', 'opened', '09:00', { plan: 'silver' })], { ...MAPPING, source: 'other-desk' });
    const ofTeam = async () =>
      (await events()).filter(({ stream }) => /^(team|member|addOn)-/.test(stream)).map(({ type }) => type);
    const before = await ofTeam();
    const rows = [
      row('1', 'opened', '10:00'),
      row('1', 'answered', '10:10'),
      row('2', 'opened', '10:05', { product: 'search', plan: 'silver' }),
      row('3', 'opened', '10:06').replace('ana@blue.example', 'eve@blue.example'),
    ];
    const report = await imported(rows);
    expect(await ofTeam()).toEqual(before);
    expect(report).toMatchObject({
      recorded: { teams: 0 },
      refusals: [{ line: 5, code: 'unknown-requester', message: expect.stringContaining('Add the member') as unknown }],
      teamDifferences: [{ line: 2, code: 'existing-team', message: expect.stringContaining('dash') as unknown }],
      purchaseRefusals: [
        { line: 2, code: 'existing-team', message: expect.stringContaining('essentials') as unknown },
        { line: 4, code: 'existing-team', message: expect.stringContaining('dash (none)') as unknown },
      ],
    });
    const again = await imported(rows);
    expect(again.recorded.events).toBe(0);
    expect([again.purchaseRefusals, again.refusals]).toEqual([report.purchaseRefusals, report.refusals]);
    expect(await ofTeam()).toEqual(before);
  });

  it('do not bring back a product that was removed from an imported team', async () => {
    const rows = [row('1', 'opened', '09:00'), row('2', 'opened', '09:01', { product: 'search' })];
    await imported(rows);
    const registered = (await events()).find(({ type }) => type === 'TeamRegistered');
    if (!registered) throw new Error('No team was registered.');
    const { stream, recordedAt, metadata } = registered;
    const store = await openSqliteEventStore({ file: join(data(), 'events.db'), thread: false });
    await store.append(stream, 'stream-exists', [
      {
        id: '0192f0c1-0000-7000-8000-000000000002',
        type: 'TeamProductsChanged',
        version: 1,
        occurredAt: '2026-03-02T09:30:00.000Z',
        recordedAt,
        data: JSON.stringify({ teamId: (registered.data as { teamId: string }).teamId, products: ['dropbox'] }),
        metadata: JSON.stringify({ ...metadata, commandId: 'by-hand', actor: { kind: 'operator', id: 'otto' } }),
      },
    ]);
    await store.close();
    const again = await imported([...rows, row('3', 'opened', '10:00', { product: 'search' })]);
    expect(again).toMatchObject({
      already: 2,
      teamDifferences: [{ line: 4, code: 'existing-team', message: expect.stringContaining('dash') as unknown }],
    });
    expect((await events()).filter(({ type }) => type === 'TeamProductsChanged')).toHaveLength(1);
  });

  it('are reported one by one, and by a repeat as by the first import', async () => {
    const rows = [
      row('1', 'opened', '09:00'),
      row('1', 'closed', '09:10'),
      row('1', 'waits', '09:20'),
      row('1', 'noted', '09:20'),
      row('2', 'opened', '09:00'),
      row('2', 'resumed', '09:05'),
      row('2', 'dances', '09:06'),
      row('2', 'answered', '09:07', { text: ' ' }),
      row('2', 'seen', '09:08'),
      row('2', 'solved', '09:10'),
      row('2', 'resumed', '09:15'),
      row('2', 'reopened', '09:20'),
      row('2', 'opened', '09:21'),
      row('2', 'noted', '09:22'),
      'one,two',
    ];
    const mapping = { ...MAPPING, afterSolved: 'refuse' };
    const { results } = await imported(rows, mapping);
    expect(results.map(({ line, result, code }) => [line, code ?? result])).toEqual([
      [2, 'applied'],
      [3, 'applied'],
      [4, 'ticket-not-open'],
      [5, 'applied'],
      [6, 'applied'],
      [7, 'unchanged'],
      [8, 'unmapped-activity'],
      [9, 'no-text'],
      [10, 'ignored'],
      [11, 'applied'],
      [12, 'ticket-not-open'],
      [13, 'applied'],
      [14, 'case-opened-twice'],
      [15, 'applied'],
      [16, 'malformed-row'],
    ]);
    const again = await imported(rows, mapping);
    expect(again.results.map(({ earlier: _, ...result }) => result)).toEqual(results);
    expect(again).toMatchObject({ applied: 0, already: 8, ignored: 1, refused: 6, recorded: { events: 0 } });
  });

  it('do not change tickets that agents have since worked on', async () => {
    const rows = [row('1', 'opened', '09:00'), row('1', 'closed', '09:10'), row('1', 'waits', '09:20')];
    expect((await imported(rows)).refusals).toMatchObject([{ line: 4, code: 'ticket-not-open' }]);
    const store = await openSqliteEventStore({ file: join(data(), 'events.db'), thread: false });
    const last = (await events()).findLast(({ type }) => type === 'TicketClosed' || type === 'TicketSolved');
    const {
      id,
      metadata,
      stream = '',
      revision = 0,
    } = {
      ...last,
      id: '0192f0c1-0000-7000-8000-000000000001',
      metadata: { ...last?.metadata, commandId: 'by-hand', actor: { kind: 'agent', id: 'tom' } },
    };
    const { teamId, ticketId, requesterId, product, issueType } = last?.data as Record<string, string>;
    const reopened = { teamId, ticketId, requesterId, product, issueType, agentId: 'tom' };
    await store.append(stream, revision, [
      {
        id,
        type: 'TicketReopened',
        version: 1,
        occurredAt: '2026-03-03T09:00:00.000Z',
        recordedAt: last?.recordedAt ?? '',
        data: JSON.stringify(reopened),
        metadata: JSON.stringify(metadata),
      },
    ]);
    await store.close();
    const again = await imported(rows);
    expect(again).toMatchObject({ already: 2, refused: 1, recorded: { events: 0 } });
    expect(again.refusals).toMatchObject([{ line: 4, code: 'taken-over' }]);
  });

  it('of a longer export or another source add only new events', async () => {
    const rows = [row('1', 'opened', '09:00'), row('1', 'answered', '09:10')];
    await imported(rows);
    const more = await imported([
      ...rows,
      row('1', 'solved', '11:00'),
      row('2', 'opened', '11:00', { product: 'search' }),
    ]);
    expect(more).toMatchObject({ already: 2, applied: 2, recorded: { teams: 0, tickets: 1 } });
    const other = await imported([row('1', 'opened', '12:00', { client: 'Blue Ltd' })], {
      ...MAPPING,
      source: 'other-desk',
    });
    expect(other).toMatchObject({
      applied: 1,
      recorded: { teams: 0, tickets: 1 },
      purchaseRefusals: [],
    });
    const changed = (await events()).filter(({ type }) => type === 'TeamProductsChanged').map(({ data }) => data);
    expect(changed).toEqual([{ teamId: expect.stringMatching(/^Blue-Ltd_/) as string, products: ['dropbox', 'dash'] }]);
  });

  it('use the taxonomy of the mapping, which may grow but not lose ids in use', async () => {
    const taxonomy = (...ids: readonly string[]) =>
      writeFileSync(
        path('taxonomy.json'),
        JSON.stringify({
          version: ids.join('.'),
          products: ids.map((id) => ({ id, name: id, addOn: 'dropbox', status: 'active' })),
          issueTypes: [{ id: 'other', en: 'Other' }],
        }),
      );
    const mapping = { ...MAPPING, taxonomy: 'taxonomy.json', product: { column: 'Product' } };
    const kept = () => (JSON.parse(readFileSync(join(data(), 'taxonomy.json'), 'utf8')) as { version: string }).version;
    taxonomy('files');
    expect(
      await imported([row('1', 'opened', '09:00'), row('2', 'opened', '09:00', { product: 'maps' })], mapping),
    ).toMatchObject({ applied: 1, refusals: [{ line: 3, code: 'unknown-product' }] });
    taxonomy('files', 'maps');
    expect(await imported([row('2', 'opened', '09:00', { product: 'maps' })], mapping)).toMatchObject({ applied: 1 });
    taxonomy('maps');
    await expect(imported([], mapping)).rejects.toThrow(
      "The mapping's taxonomy lacks ids that the log uses: product files.",
    );
    expect(kept()).toBe('files.maps');
  });

  it('are refused while an engine is running, and without a mapping or a log', async () => {
    await expect(
      importFile(settingsFrom({ DATA_DIR: data() }), path('log.csv'), path('mapping.json')),
    ).rejects.toMatchObject({ code: 'invalid-rules' });
    writeFileSync(path('mapping.json'), JSON.stringify(MAPPING));
    await expect(
      importFile(settingsFrom({ DATA_DIR: data() }), path('log.csv'), path('mapping.json')),
    ).rejects.toMatchObject({ code: 'invalid-file' });
    mkdirSync(data(), { recursive: true });
    const engine = await openSqliteEventStore({ file: join(data(), 'events.db'), thread: false });
    await expect(imported([row('1', 'opened', '09:00')])).rejects.toThrow(StoreLocked);
    await engine.close();
  });
});
