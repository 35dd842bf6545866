import { derivedId } from '@ledgerdesk/application';
import { decode, StoreLocked } from '@ledgerdesk/event-store';
import { openSqliteEventStore, openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFile } from '../../apps/cli/import/import-file.js';
import { settingsFrom } from '../../apps/server/index.js';

const MAPPING = {
  version: '1',
  source: 'small-desk',
  columns: {
    case: 'Case',
    activity: 'What',
    timestamp: 'When',
    agent: 'Who',
    customer: 'Client',
    requester: 'From',
    level: 'Plan',
  },
  timestamps: { format: 'yyyy-MM-dd HH:mm', zone: 'UTC' },
  activities: {
    opened: 'open',
    wrote: 'reply',
    answered: 'answer',
    noted: 'note',
    given: 'assign',
    waits: 'hold',
    resumed: 'resume',
    solved: 'solve',
    reopened: 'reopen',
    closed: 'close',
    seen: 'ignore',
  },
  levels: { gold: 'enhanced', silver: 'essentials', none: null },
  product: { column: 'Product', values: { files: 'dropbox', search: 'dash' } },
  issueType: { constant: 'other' },
  subject: { constant: 'Case {case}' },
  body: { column: 'Text' },
  language: { constant: 'en' },
  team: {
    country: 'DE',
    timeZone: 'Europe/Berlin',
    billing: { currency: 'EUR', interval: 'month', periodStart: '2026-03-01', seats: 10 },
  },
  afterSolved: 'reopen',
};
const HEADER = 'Case,What,When,Who,Client,From,Plan,Product,Text';

/** A row of 2 March 2026, with defaults for the fields of `more`. */
const row = (
  own: string,
  what: string,
  time: string,
  more: { plan?: string; product?: string; text?: string; client?: string } = {},
): string =>
  [
    own,
    what,
    `2026-03-02 ${time}`,
    'tom',
    more.client ?? 'Blue Ltd',
    'ana@blue.example',
    more.plan ?? 'gold',
    more.product ?? 'files',
    more.text ?? `${what} it`,
  ].join(',');

describe('imported rows', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-import-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const data = () => join(folder, 'data');
  const imported = async (rows: readonly string[], mapping: object = MAPPING, until?: string) => {
    writeFileSync(join(folder, 'log.csv'), `${[HEADER, ...rows].join('\n')}\n`);
    writeFileSync(join(folder, 'mapping.json'), JSON.stringify(mapping));
    const files = [join(folder, 'log.csv'), join(folder, 'mapping.json')] as const;
    return importFile(settingsFrom({ DATA_DIR: data() }), ...files, { until, workerThreads: false });
  };
  const events = async () => {
    const log = openSqliteLog({ file: join(data(), 'events.db') });
    const recorded = (await log.readAll({ limit: 10_000 })).events.map(decode);
    await log.close();
    return recorded;
  };
  const typesOf = async () =>
    (await events()).filter(({ stream }) => stream.startsWith('ticket-')).map(({ type }) => type);

  it('name the log, the file and the line in the metadata of every event', async () => {
    await imported([row('1', 'opened', '09:00'), row('1', 'answered', '10:30'), row('1', 'solved', '10:40')]);
    const provenance = {
      kind: 'import',
      source: 'small-desk',
      fileSha256: createHash('sha256')
        .update(readFileSync(join(folder, 'log.csv')))
        .digest('hex'),
    };
    const recorded = await events();
    for (const { metadata } of recorded) expect(metadata.provenance).toMatchObject(provenance);
    const rowsOf = (type: string) =>
      recorded.filter((event) => event.type === type).map(({ metadata }) => metadata.provenance?.row);
    expect(['TeamRegistered', 'MemberAdded', 'AddOnPurchased', 'TicketOpened'].flatMap(rowsOf)).toEqual([2, 2, 2, 2]);
    expect(['TicketAnswered', 'TicketSolved'].flatMap(rowsOf)).toEqual([3, 4, 4]);
    expect(rowsOf('PolicyVersionUsed')).toContain(2);
    expect(rowsOf('ResponseTargetBreached')).toEqual([null]);
  });

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

  it('E6 breach at their due time, unless they are answered at that minute', async () => {
    await imported([
      row('1', 'opened', '09:00'),
      row('1', 'answered', '10:00'),
      row('2', 'opened', '09:00'),
      row('2', 'answered', '10:01'),
    ]);
    const breaches = (await events()).filter(({ type }) => type === 'ResponseTargetBreached');
    const dueAt = '2026-03-02T10:00:00.000Z';
    expect(breaches).toHaveLength(1);
    expect(breaches).toMatchObject([
      {
        occurredAt: dueAt,
        data: { ticketId: derivedId('import', 'small-desk', 'ticket', '2'), dueAt, detectedAt: dueAt },
      },
    ]);
  });

  it('stop the clock: timers due after the last row fire only until the instant that is given', async () => {
    const rows = [row('1', 'opened', '09:00'), row('1', 'solved', '09:30'), row('2', 'opened', '09:30')];
    const timerEvents = async () =>
      (await events())
        .filter(({ type, metadata }) => metadata.actor.kind === 'engine' && type !== 'PolicyVersionUsed')
        .map(({ type, occurredAt }) => [type, occurredAt]);
    expect((await imported(rows)).recorded.deadlines).toBe(0);
    expect(await timerEvents()).toEqual([]);
    expect((await imported(rows, MAPPING, '2026-03-02T09:30:00.000Z')).recorded.events).toBe(0);

    await imported(rows, MAPPING, '2026-04-02T00:00:00.000Z');
    const fired = await timerEvents();
    expect(fired).toContainEqual(['ResponseTargetBreached', '2026-03-02T10:30:00.000Z']);
    expect(fired).toContainEqual(['AddOnRenewed', '2026-03-31T22:00:00.000Z']);
    expect(fired.every(([, occurredAt = '']) => occurredAt < '2026-04-02T00:00:00.000Z')).toBe(true);
    expect((await imported(rows, MAPPING, '2026-04-02T00:00:00.000Z')).recorded.events).toBe(0);
  });

  it('are applied in time order over the whole file, and the first of a case opens it', async () => {
    const report = await imported([
      row('1', 'closed', '09:50'),
      row('1', 'dances', '09:00'),
      row('1', 'answered', '09:10'),
      row('1', 'wrote', '09:20'),
      row('1', 'waits', '09:25'),
      row('1', 'resumed', '09:26'),
      row('1', 'given', '09:27'),
      row('1', 'noted', '09:28'),
      row('1', 'solved', '09:30'),
      row('1', 'seen', '09:40'),
    ]);
    expect(report).toMatchObject({ applied: 9, unchanged: 0, ignored: 1, refused: 0 });
    expect(await typesOf()).toEqual([
      'TicketOpened',
      'ResponseClockStarted',
      'TicketAnswered',
      'ResponseClockStopped',
      'TicketReplied',
      'ResponseClockStarted',
      'TicketHeld',
      'TicketResumed',
      'TicketAssigned',
      'InternalNoteAdded',
      'TicketAnswered',
      'ResponseClockStopped',
      'TicketSolved',
      'TicketClosed',
    ]);
  });

  it.each([
    ['reopen', ['TicketReopened', 'TicketAnswered']],
    ['refuse', []],
  ] as const)('after a solved row %s the ticket if the mapping specifies it', async (afterSolved, added) => {
    const rows = [row('1', 'opened', '09:00'), row('1', 'solved', '09:10'), row('1', 'answered', '09:20')];
    const report = await imported(rows, { ...MAPPING, afterSolved });
    expect((await typesOf()).slice(5)).toEqual(added);
    expect(report.refusals.map(({ line, code }) => [line, code])).toEqual(
      afterSolved === 'refuse' ? [[4, 'ticket-not-open']] : [],
    );
    expect((await imported(rows, { ...MAPPING, afterSolved })).recorded.events).toBe(0);
  });

  describe('after a closed row', () => {
    const rows = [
      row('1', 'opened', '09:00'),
      row('1', 'closed', '09:10'),
      row('1', 'noted', '09:15'),
      row('1', 'answered', '09:20'),
      row('1', 'closed', '09:30'),
      row('1', 'wrote', '09:40'),
      row('1', 'given', '09:50'),
    ];
    const OPENED = ['TicketOpened', 'ResponseClockStarted'];
    const CLOSED = ['ResponseClockStopped', 'TicketSolved', 'TicketClosed'];

    const expectRepeat = async (mapping: object) => {
      const first = await imported(rows.slice(0, 4), mapping);
      expect(first.refusals.map(({ line, code }) => [line, code])).toEqual(
        'afterClosed' in mapping ? [] : [[5, 'ticket-not-open']],
      );
      const { results, refusals } = await imported(rows, mapping);
      const again = await imported(rows, mapping);
      expect(again.recorded.events).toBe(0);
      const withoutEarlier = (list: typeof results) => list.map(({ earlier: _, ...result }) => result);
      expect(withoutEarlier(again.results)).toEqual(withoutEarlier(results));
      return refusals.map(({ line, code }) => [line, code]);
    };

    it('are refused by default, unless closed tickets permit them', async () => {
      expect(await expectRepeat(MAPPING)).toEqual([
        [5, 'ticket-not-open'],
        [7, 'ticket-not-open'],
      ]);
      expect(await typesOf()).toEqual([...OPENED, ...CLOSED, 'InternalNoteAdded', 'TicketAssigned']);
    });

    it('reopen the ticket if the mapping specifies it', async () => {
      expect(await expectRepeat({ ...MAPPING, afterClosed: 'reopen' })).toEqual([]);
      expect(await typesOf()).toEqual([
        ...[...OPENED, ...CLOSED, 'InternalNoteAdded', 'TicketReopened', 'TicketAnswered'],
        ...['TicketSolved', 'TicketClosed', 'TicketReopened', 'TicketReplied', 'ResponseClockStarted'],
        'TicketAssigned',
      ]);
    });

    it('V3 open a follow-up ticket if the mapping specifies it', async () => {
      expect(await expectRepeat({ ...MAPPING, afterClosed: 'follow-up' })).toEqual([]);
      expect(await typesOf()).toEqual([
        ...[...OPENED, ...CLOSED, 'InternalNoteAdded'],
        ...[...OPENED, 'TicketAnswered', 'ResponseClockStopped', 'TicketSolved', 'TicketClosed'],
        ...[...OPENED, 'TicketAssigned'],
      ]);
      const tickets = (await events()).filter(({ type }) => type === 'TicketOpened').map(({ data }) => data);
      const ids = tickets.map((ticket) => (ticket as { ticketId: string }).ticketId);
      expect(new Set(ids).size).toBe(3);
      expect(tickets).toMatchObject([
        { followUpOf: null, body: 'opened it' },
        { followUpOf: ids[0], body: 'answered it' },
        { followUpOf: ids[1], body: 'wrote it' },
      ]);
    });
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

  it('P9 buy each add-on at the first level of its customer, and report other levels', async () => {
    const report = await imported([
      row('1', 'opened', '09:00', { plan: 'silver' }),
      row('1', 'noted', '09:01'),
      row('2', 'opened', '09:02'),
      row('3', 'opened', '09:03', { product: 'search' }),
      row('4', 'opened', '09:04', { client: 'Red Ltd', plan: 'none' }),
      row('5', 'opened', '09:05', { plan: 'iron' }),
    ]);
    const bought = (await events()).filter(({ type }) => type === 'AddOnPurchased').map(({ data }) => data);
    expect(bought).toHaveLength(2);
    expect(bought).toMatchObject([
      { product: 'dropbox', edition: 'essentials' },
      { product: 'dash', edition: 'enhanced' },
    ]);
    expect(report.levelDifferences).toEqual([
      { customer: 'Blue Ltd', addOn: 'dropbox', level: 'gold', boughtWith: 'silver', rows: 2, firstLine: 3 },
      { customer: 'Blue Ltd', addOn: 'dropbox', level: 'iron', boughtWith: 'silver', rows: 1, firstLine: 7 },
    ]);
    expect(report.refusals.map(({ line, code }) => [line, code])).toEqual([[7, 'unmapped-level']]);
  });

  it('keep no personal data in ids, streams and metadata', async () => {
    await imported([row('1', 'opened', '09:00'), row('1', 'wrote', '09:10')]);
    for (const {
      stream,
      metadata,
      data: { name: _, email: __, ...rest },
    } of (await events()) as readonly { stream: string; metadata: object; data: Record<string, unknown> }[]) {
      expect(JSON.stringify([stream, metadata, rest])).not.toMatch(/ana@|ana-/);
    }
  });

  it('keep texts unchanged, and require them for answers only', async () => {
    const report = await imported([
      row('1', 'opened', '09:00', { text: '"{case} costs $& and\nmore"' }),
      row('1', 'answered', '09:10', { text: ' ' }),
      row('1', 'waits', '09:20', { text: '' }),
      row('1', 'solved', '09:30', { text: '' }),
      row('2', 'opened', '09:40', { text: 'x'.repeat(65_537) }),
    ]);
    expect(report.refusals.map(({ line, code }) => [line, code])).toEqual([
      [4, 'no-text'],
      [7, 'text-too-long'],
    ]);
    expect((await events()).find(({ type }) => type === 'TicketOpened')?.data).toMatchObject({
      subject: 'Case 1',
      body: '{case} costs $& and\nmore',
    });
    expect((await typesOf()).slice(-2)).toEqual(['ResponseClockStopped', 'TicketSolved']);
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
        join(folder, 'taxonomy.json'),
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
      importFile(settingsFrom({ DATA_DIR: data() }), join(folder, 'log.csv'), join(folder, 'mapping.json')),
    ).rejects.toMatchObject({ code: 'invalid-rules' });
    writeFileSync(join(folder, 'mapping.json'), JSON.stringify(MAPPING));
    await expect(
      importFile(settingsFrom({ DATA_DIR: data() }), join(folder, 'log.csv'), join(folder, 'mapping.json')),
    ).rejects.toMatchObject({ code: 'invalid-file' });
    mkdirSync(data(), { recursive: true });
    const engine = await openSqliteEventStore({ file: join(data(), 'events.db'), thread: false });
    await expect(imported([row('1', 'opened', '09:00')])).rejects.toThrow(StoreLocked);
    await engine.close();
  });
});
