import { PrivacyCommandMessage, TicketCommandMessage } from '@ledgerdesk/application';
import { decode } from '@ledgerdesk/event-store';
import { isLogged, memberSubject, privacyStream, type SealedFile } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { type Application, anApplication, envelope, withAcme } from '../../../test/support/application.js';
import { InMemoryOutbox } from '../../../test/support/in-memory-outbox.js';
import { readerOf } from '../../../test/support/projected-rows.js';
import { MemoryKeyStore } from '../../../test/support/sealing/memory-key-store.js';
import { mailMessage, parseMailPayload } from '../mail/mail-payload.js';
import { erasures } from './erasures.js';

const SUBJECT = { kind: 'member', subjectId: 'acme.aiko' } as const;
const AIKO = { teamId: 'acme', requesterId: 'aiko' };

/** Calls that end with a failure instead, once: as if the engine had ended then. */
class Crash {
  #calls = 0;
  constructor(private readonly at: number) {}

  get calls(): number {
    return this.#calls;
  }

  /** Counts a call, and fails the one at which the engine ends: before its effect, or after it. */
  async around<T>(work: () => Promise<T>): Promise<T> {
    this.#calls += 1;
    if (this.#calls === this.at) throw new Error('The engine ended before the call.');
    const result = await work();
    this.#calls += 1;
    if (this.#calls === this.at) throw new Error('The engine ended after the call.');
    return result;
  }
}

/** One file is stored sealed. The others were stored before files were sealed. */
const sealedAs = ({ sha256 }: Pick<SealedFile, 'sha256'>) =>
  sha256 === 'a'.repeat(64) && {
    sealed: { file: { sha256: 'f'.repeat(64), bytes: 27 }, key: 'iXo1ZDbrNiR8wWl7T7mJd0MWvRbTnQvPjkB6bRUgr0E' },
  };

describe('the erasure of a member', () => {
  let app: Application;
  let outbox: InMemoryOutbox;
  let keys: MemoryKeyStore;
  let deleted: string[];
  /** What a read model does. */
  let behind: 'late' | 'stopped' | undefined;
  beforeEach(() => restart());
  afterEach(() => app.close());

  /** A new log, in which the erasure of aiko is requested. */
  const restart = async (): Promise<void> => {
    app = await withAcme(await anApplication(), { aiko: ['team_admin'], ben: [] });
    behind = undefined;
    [outbox, keys, deleted] = [new InMemoryOutbox(), new MemoryKeyStore(), []];
    const file = { sha256: 'a'.repeat(64), name: 'a.png', mediaType: 'image/png', bytes: 3 };
    const shared = { ...file, sha256: 'b'.repeat(64) };
    await openTicket('t-1', AIKO, [file, shared]);
    await openTicket('t-2', AIKO);
    await openTicket('t-3', { ...AIKO, requesterId: 'ben' }, [shared]);
    const [opened] = await events('TicketOpened');
    if (!opened) throw new Error('There is no ticket.');
    for (const memberId of ['aiko', 'ben']) await outbox.insert([mailMessage('answer', opened, 'acme', memberId)]);
    const request = { type: 'RequestErasure', erasureId: 'er-1', ...SUBJECT, teamId: 'acme' } as const;
    await app.done(new PrivacyCommandMessage(envelope(), SUBJECT, request));
  };

  type File = { sha256: string; name: string; mediaType: string; bytes: number };
  const openTicket = (ticketId: string, requester: typeof AIKO, files: readonly File[] = []) =>
    app.done(
      new TicketCommandMessage(envelope(), ticketId, {
        type: 'OpenTicket',
        ticketId,
        ...requester,
        product: 'dropbox',
        issueType: 'sync_upload',
        subject: 'Sync has stopped',
        body: 'Nothing syncs.',
        language: 'en',
        uploads: files.map((attachment) => ({
          attachment,
          ...sealedAs(attachment),
          expiresAt: '2026-11-28T07:30:00.000Z',
        })),
      }),
    );
  const log = async (): Promise<readonly RecordedEvent[]> => (await app.store.readAll()).events.map(decode);
  const events = async (type: string) => (await log()).filter((event) => event.type === type);

  /** The rows that the log gives at the time of each query. */
  const rows: RowReader = new Proxy({} as RowReader, {
    get:
      (_target, method: keyof RowReader) =>
      async (...parameters: never[]) => {
        const reader = readerOf(PROJECTIONS, await log());
        return (reader[method] as (...all: never[]) => unknown)(...parameters);
      },
  });

  const processWith = (crash: Crash) =>
    erasures({
      commands: Object.assign(Object.create(app.bus) as typeof app.bus, {
        execute: (command: Parameters<typeof app.bus.execute>[0]) => crash.around(() => app.bus.execute(command)),
      }),
      log: app.store,
      rows,
      attachments: { delete: (sha256) => crash.around(async () => void deleted.push(sha256)) },
      outbox: {
        messages: (filter, page) => outbox.messages(filter, page),
        delete: (ids) => crash.around(() => outbox.delete(ids)),
      },
      keys: { erase: (...erasure) => crash.around(() => keys.erase(...erasure)) },
      reached: async () => behind !== 'late' && behind !== 'stopped',
      isStopped: () => behind === 'stopped',
      compact: () => crash.around(async () => undefined),
      clock: app.clock,
      tenant: 'test',
    });

  const react = async (crash: Crash): Promise<void> => {
    const [requested] = await events('SubjectErasureRequested');
    if (!requested) throw new Error('No erasure was requested.');
    await processWith(crash).react(requested);
  };

  const outcome = async () => ({
    types: (await log()).map(({ stream, type }) => `${stream} ${type}`).sort(),
    deleted: [...new Set(deleted)],
    mailsTo: (await outbox.messages({}, { limit: 10 })).map(({ payload }) => parseMailPayload(payload).memberId),
    isErased: await keys.isErased(memberSubject('acme', 'aiko')),
  });

  const EXPECTED = {
    deleted: ['f'.repeat(64)],
    mailsTo: ['ben'],
    isErased: true,
  };

  it('erases every stream of the person, the key, the files that nobody else has, and the mails', async () => {
    await react(new Crash(0));
    const found = await outcome();
    expect(found).toMatchObject(EXPECTED);
    for (const expected of ['member-acme.aiko MemberErased', 'ticket-t-1 TicketErased', 'ticket-t-2 TicketErased'])
      expect(found.types).toContain(expected);
    expect(found.types).not.toContain('ticket-t-3 TicketErased');
    const [erased] = await app.eventsOf(privacyStream(SUBJECT)).then((all) => all.slice(-1));
    expect(erased && isLogged(erased, ['SubjectErased']) && erased.data).toEqual({
      ...SUBJECT,
      erasureId: 'er-1',
      teamId: 'acme',
      tickets: 2,
      chats: 0,
      callbacks: 0,
      inquiries: 0,
    });
  });

  it('waits with the key for a read model that is late, and not for one that has stopped', async () => {
    behind = 'late';
    await expect(react(new Crash(0))).rejects.toThrow('is behind position');
    expect(await keys.isErased(memberSubject('acme', 'aiko'))).toBe(false);
    behind = 'stopped';
    await expect(react(new Crash(0))).rejects.toThrow('is behind position');
    expect(await keys.isErased(memberSubject('acme', 'aiko'))).toBe(true);
    behind = undefined;
    await react(new Crash(0));
    expect(await outcome()).toMatchObject(EXPECTED);
  });

  it('of somebody else does not wait for one that fails', async () => {
    const BEN = { kind: 'member', subjectId: 'acme.ben' } as const;
    const request = { type: 'RequestErasure', erasureId: 'er-2', ...BEN, teamId: 'acme' } as const;
    await app.done(new PrivacyCommandMessage(envelope(), BEN, request));
    await expect(react(new Crash(1))).rejects.toThrow('The engine ended');
    expect(await keys.isErased(memberSubject('acme', 'ben'))).toBe(true);
    expect((await app.eventsOf(privacyStream(BEN))).map(({ type }) => type)).toContain('SubjectErased');
    expect(await keys.isErased(memberSubject('acme', 'aiko'))).toBe(false);
    await react(new Crash(0));
    expect(await keys.isErased(memberSubject('acme', 'aiko'))).toBe(true);
  });

  it('goes on after a crash at any point, with the same outcome', async () => {
    const whole = new Crash(0);
    await react(whole);
    const expected = await outcome();
    expect(whole.calls).toBeGreaterThan(20);
    for (let at = 1; at <= whole.calls; at += 1) {
      await app.close();
      await restart();
      await expect(react(new Crash(at))).rejects.toThrow('The engine ended');
      await react(new Crash(0));
      expect({ at, ...(await outcome()) }).toEqual({ at, ...expected });
    }
  });
});
