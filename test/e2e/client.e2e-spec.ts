import { ApiProblem } from '@ledgerdesk/client';
import { collect } from '../support/collect.js';
import { TICKET, withTeam } from '../support/http/acme-fixture.js';
import { enginesOfFile } from '../support/http/shared-engine.js';

const engines = enginesOfFile();

const clients = async () => {
  const teamId = engines.newTeamId();
  const { aiko, ben, kenji } = await withTeam(engines.shared, teamId);
  return { teamId, aiko: aiko.client(), ben: ben.client(), kenji: kenji.client() };
};

/** The first `count` values of an iterable, which is left then. */
const take = async <T>(values: AsyncIterable<T>, count: number): Promise<readonly T[]> => {
  const taken: T[] = [];
  for await (const value of values) {
    taken.push(value);
    if (taken.length === count) break;
  }
  return taken;
};

describe('the client on a real engine', () => {
  it('sends commands and reads what they recorded', async () => {
    const { aiko, kenji } = await clients();
    const opened = await aiko.post('/v1/tickets', { body: TICKET });
    const { ticketId } = opened.data;
    expect(opened).toMatchObject({ status: 201, isReplayed: false, etag: expect.stringMatching(/^"\d+"$/) as string });
    await kenji.post('/v1/desk/tickets/{ticketId}/answers', { path: { ticketId }, body: { body: 'Please try now.' } });
    const read = await aiko.get('/v1/tickets/{ticketId}', { path: { ticketId }, after: opened.position });
    expect(read.data).toMatchObject({ ticketId, subject: TICKET.subject });
    expect(read.requestId).toEqual(expect.any(String));
  });

  it('has the effect of a command once under one key', async () => {
    const { aiko } = await clients();
    const first = await aiko.post('/v1/tickets', { body: TICKET, idempotencyKey: 'k-1' });
    const second = await aiko.post('/v1/tickets', { body: TICKET, idempotencyKey: 'k-1' });
    expect(second).toMatchObject({ data: { ticketId: first.data.ticketId }, isReplayed: true });
  });

  it('throws the problem of a refusal with its code, fields and request id', async () => {
    const { aiko, ben } = await clients();
    const { ticketId } = (await aiko.post('/v1/tickets', { body: TICKET })).data;
    const foreign = ben.get('/v1/tickets/{ticketId}', { path: { ticketId } });
    await expect(foreign).rejects.toThrow(ApiProblem);
    await expect(foreign).rejects.toMatchObject({ status: 404, code: 'ticket-not-found' });
    const invalid = aiko.post('/v1/tickets', { body: { ...TICKET, subject: '' } });
    await expect(invalid).rejects.toMatchObject({
      status: 400,
      requestId: expect.any(String) as string,
      errors: [expect.objectContaining({ field: 'subject' })],
    });
  });

  it('reads a resource only if it has changed, and refuses a command on another state', async () => {
    const { aiko, kenji } = await clients();
    const opened = await aiko.post('/v1/tickets', { body: TICKET });
    const path = { ticketId: opened.data.ticketId };
    const known = await kenji.get('/v1/desk/tickets/{ticketId}', { path, after: opened.position });
    expect(await kenji.getIfChanged('/v1/desk/tickets/{ticketId}', known, { path })).toBeUndefined();
    const claim = await kenji.post('/v1/desk/tickets/{ticketId}/claim', { path, ifMatch: known });
    await engines.shared.settled();
    const changed = await kenji.getIfChanged('/v1/desk/tickets/{ticketId}', known, { path });
    expect(changed).toMatchObject({ etag: claim.etag, data: { assignedTo: 'kenji' } });
    await expect(
      kenji.post('/v1/desk/tickets/{ticketId}/hold', { path, body: { reason: 'waiting' }, ifMatch: opened }),
    ).rejects.toMatchObject({ status: 412 });
  });

  it('pages through lists, and through the log by position', async () => {
    const { aiko } = await clients();
    const opened: string[] = [];
    for (let count = 0; count < 5; count += 1)
      opened.push((await aiko.post('/v1/tickets', { body: TICKET })).data.ticketId);
    await engines.shared.settled();
    const listed = await collect(aiko.items('/v1/tickets', { query: { limit: 2 } }));
    expect(listed.map(({ ticketId }) => ticketId).sort()).toEqual(opened.sort());
    expect(await take(aiko.pages('/v1/tickets', { query: { limit: 2 }, maxPages: 2 }), 9)).toHaveLength(2);
    const auditor = (await engines.shared.as({ kind: 'auditor' })).client();
    const events = auditor.items('/v1/log/events', { query: { stream: 'ticket-', types: 'TicketOpened', limit: 2 } });
    const tickets = (await collect(events)).map(({ stream }) => stream.slice('ticket-'.length));
    expect(tickets).toEqual(expect.arrayContaining(opened));
  });

  it('acts for a member', async () => {
    const { teamId, aiko } = await clients();
    const service = (await engines.shared.as({ kind: 'service', subject: 'console', scope: 'act' })).client();
    const { data } = await service.onBehalfOf(`${teamId}/aiko`).post('/v1/tickets', { body: TICKET });
    await engines.shared.settled();
    const path = { ticketId: data.ticketId };
    expect((await aiko.get('/v1/tickets/{ticketId}', { path })).data.subject).toBe(TICKET.subject);
  });

  it('follows a stream, and resumes it after the last event', async () => {
    const { aiko, kenji } = await clients();
    const { ticketId } = (await aiko.post('/v1/tickets', { body: TICKET })).data;
    await engines.shared.settled();
    const path = { ticketId };
    const answer = () => kenji.post('/v1/desk/tickets/{ticketId}/answers', { path, body: { body: 'Please try now.' } });
    const seen: string[] = [];
    let last: string | undefined;
    for await (const event of aiko.follow('/v1/updates')) {
      seen.push(event.event);
      last = event.id;
      if (event.event === 'reset') await answer();
      else break;
    }
    expect(seen).toEqual(['reset', 'ticket']);
    await answer();
    const [next] = await take(aiko.follow('/v1/updates', { lastEventId: last ?? '' }), 1);
    expect(next).toMatchObject({ event: 'ticket', data: { id: ticketId, happened: 'TicketAnswered' } });
  });

  it('uploads and downloads a file', async () => {
    const { aiko } = await clients();
    const body = new FormData();
    body.set('file', new Blob(['line 1\n'], { type: 'text/plain' }), 'log.txt');
    const { uploadId, sha256 } = (await aiko.post('/v1/uploads', { body })).data;
    const opened = await aiko.post('/v1/tickets', { body: { ...TICKET, uploads: [uploadId] } });
    const file = await aiko.get('/v1/tickets/{ticketId}/attachments/{sha256}', {
      path: { ticketId: opened.data.ticketId, sha256 },
      after: opened.position,
    });
    expect(await file.data.text()).toBe('line 1\n');
  });

  it('reads the signed notes and a tile of the log', async () => {
    await clients();
    await engines.shared.signed();
    const auditor = (await engines.shared.as({ kind: 'auditor' })).client();
    const note = (await auditor.get('/v1/ledger/checkpoint')).data;
    const [origin, size] = note.split('\n');
    expect(origin).toBe('ledgerdesk/main/0');
    expect((await auditor.get('/v1/audit/reads/checkpoint')).data).toMatch(/^ledgerdesk\/main\/reads\//);
    const path = Number(size) < 256 ? `000.p/${size}` : '000';
    const tile = await auditor.get('/v1/ledger/tile/{level}/{path}', { path: { level: '0', path } });
    expect(tile.data.size % 32).toBe(0);
  });
});
