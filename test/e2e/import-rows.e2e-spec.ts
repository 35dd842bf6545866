import { derivedId } from '@ledgerdesk/application';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { importScene, MAPPING, row } from '../support/import/import-scene.js';

describe('imported rows', () => {
  const { path, imported, events, typesOf } = importScene();

  it('name the log, the file and the line in the metadata of every event', async () => {
    await imported([row('1', 'opened', '09:00'), row('1', 'answered', '10:30'), row('1', 'solved', '10:40')]);
    const provenance = {
      kind: 'import',
      source: 'small-desk',
      fileSha256: createHash('sha256')
        .update(readFileSync(path('log.csv')))
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
        .filter(
          ({ type, metadata }) =>
            metadata.actor.kind === 'engine' && !['PolicyVersionUsed', 'EngineStarted', 'KeyStoreUsed'].includes(type),
        )
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
});
