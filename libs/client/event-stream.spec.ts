import {
  hang,
  jsonResponse,
  refusal,
  type Scripted,
  ScriptedFetch,
  type SentRequest,
} from '../../test/support/client/scripted-fetch.js';
import { type ClientOptions, createClient, type FollowOptions, StreamClosed } from './index.js';

const GREETING = ': alive\n\n';
const frame = (id: string, event = 'ticket'): string =>
  `id: ${id}\nevent: ${event}\ndata: {"id":"t","happened":"TicketOpened","at":"2026-11-27T07:30:00.000Z"}\n\n`;
const end = (data: object): string => `event: end\ndata: ${JSON.stringify(data)}\n\n`;

/** An event stream of these parts, which then closes, breaks or stays open. */
const streamOf =
  (parts: readonly string[], then: 'closes' | 'breaks' | 'stays' = 'closes') =>
  ({ signal }: SentRequest): Response => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
        signal?.addEventListener('abort', () => controller.error(signal.reason));
        if (then === 'closes') controller.close();
      },
      // Chunks that were enqueued before are read first.
      pull: (controller) => {
        if (then === 'breaks') controller.error(new TypeError('terminated'));
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };

/** Follows the stream of a member until `count` events have arrived, or to its end. Delays have no jitter. */
const follow = async (
  script: readonly Scripted[],
  { count = Infinity, ...options }: FollowOptions & { readonly count?: number } = {},
  client: Partial<ClientOptions> = {},
) => {
  const { fetch, sent } = new ScriptedFetch(...script);
  const waits: number[] = [];
  const causes: unknown[] = [];
  const events: string[] = [];
  const onReconnect = (cause: unknown, delayMs: number): void => {
    causes.push(cause);
    waits.push(delayMs);
  };
  const read = async (): Promise<undefined> => {
    const stream = createClient({ url: 'https://engine.example', token: 't-1', fetch, ...client });
    for await (const { id, event } of stream.follow('/v1/updates', { ...options, onReconnect })) {
      events.push(`${event} ${id ?? '-'}`);
      if (events.length === count) break;
    }
  };
  let failure: unknown = 'still open';
  read().then(
    () => (failure = undefined),
    (error: unknown) => (failure = error),
  );
  for (let steps = 0; failure === 'still open' && steps < 100; steps += 1) await jest.advanceTimersToNextTimerAsync();
  return { events, waits, causes, failure, sent };
};

const resumedAfter = (sent: readonly SentRequest[]) => sent.map(({ headers }) => headers.get('last-event-id'));

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-27T07:30:00Z') });
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('an event stream', () => {
  it('begins with reset, and yields events however they are cut into parts', async () => {
    const text = GREETING + frame('7') + frame('8', 'chat');
    const { events, sent } = await follow([streamOf([...text])], { count: 3 });
    expect(events).toEqual(['reset -', 'ticket 7', 'chat 8']);
    expect(sent[0]?.headers.get('accept')).toBe('text/event-stream');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('resumes after an event of an earlier stream, without reset', async () => {
    const { events, sent } = await follow([streamOf([frame('8')])], { lastEventId: '7', count: 1 });
    expect(events).toEqual(['ticket 8']);
    expect(resumedAfter(sent)).toEqual(['7']);
  });

  it('is opened again after its last event when it breaks or closes', async () => {
    const { events, sent, waits } = await follow(
      [streamOf([GREETING + frame('7')], 'breaks'), streamOf([GREETING, frame('8')]), streamOf([frame('9')])],
      { count: 4 },
    );
    expect(events).toEqual(['reset -', 'ticket 7', 'ticket 8', 'ticket 9']);
    expect(resumedAfter(sent)).toEqual([null, '7', '8']);
    expect(waits).toEqual([500, 500]);
  });

  it('that broke before its first event begins with reset again, since something may be missed', async () => {
    const { events } = await follow([streamOf([GREETING], 'breaks'), streamOf([frame('7')])], { count: 3 });
    expect(events).toEqual(['reset -', 'reset -', 'ticket 7']);
  });

  it('is opened again with growing delays until it lasts', async () => {
    const network = new TypeError('fetch failed');
    const { waits } = await follow(
      [
        network,
        streamOf([GREETING]),
        refusal(503, 'stopping'),
        streamOf([GREETING, frame('7')]),
        streamOf([frame('8')]),
      ],
      { count: 4 },
    );
    expect(waits).toEqual([500, 1_000, 2_000, 500]);
  });

  it('waits as long as Retry-After says', async () => {
    const tooMany = refusal(429, 'too-many-event-streams', { 'retry-after': '60' });
    const { waits } = await follow([tooMany, streamOf([frame('7')])], { count: 2 });
    expect(waits).toEqual([60_000]);
  });

  it('is opened again when nothing arrives for too long, heartbeats included', async () => {
    const { waits, causes, events } = await follow([streamOf([GREETING], 'stays'), streamOf([frame('7')])], {
      count: 3,
      idleMs: 20_000,
    });
    expect(events).toHaveLength(3);
    expect(waits).toEqual([500]);
    expect(causes).toEqual([new StreamClosed(undefined)]);
    expect(causes[0]).toMatchObject({ cause: new Error('Nothing arrived for 20000 ms.') });
  });

  it('is not opened again while its consumer takes longer than that, as it does to load all on reset', async () => {
    const { fetch, sent } = new ScriptedFetch(streamOf([GREETING + frame('7'), frame('8')], 'stays'));
    const client = createClient({ url: 'https://engine.example', token: 't-1', fetch });
    const events: (string | undefined)[] = [];
    for await (const { id } of client.follow('/v1/updates', { idleMs: 20_000 })) {
      events.push(id);
      await jest.advanceTimersByTimeAsync(60_000);
      if (events.length === 3) break;
    }
    expect(events).toEqual([undefined, '7', '8']);
    expect(sent).toHaveLength(1);
  });

  it('is closed when its consumer leaves at once, on reset', async () => {
    const { events, sent } = await follow([streamOf([GREETING], 'stays')], { count: 1 });
    expect(events).toEqual(['reset -']);
    expect(sent[0]?.signal?.aborted).toBe(true);
  });

  it('leaves no listener on a signal that outlives it', async () => {
    const { signal } = new AbortController();
    const [added, removed] = [jest.spyOn(signal, 'addEventListener'), jest.spyOn(signal, 'removeEventListener')];
    await follow([streamOf([frame('7')], 'breaks'), streamOf([frame('8')])], { count: 3, signal });
    expect(added.mock.calls.length).toBeGreaterThan(0);
    for (const [, listener] of added.mock.calls) expect(removed).toHaveBeenCalledWith('abort', listener);
  });

  it('waits as long as a timer can for a Retry-After beyond that, and not at all in a hot loop', async () => {
    const never = refusal(503, 'stopping', { 'retry-after': '999999999' });
    const start = Date.now();
    await follow([never, streamOf([frame('7')])], { count: 2 });
    expect(Date.now() - start).toBe(2_147_483_647);
  });

  it('is opened again when no response begins within the time limit', async () => {
    const { events } = await follow([hang, streamOf([frame('7')])], { count: 2 }, { timeoutMs: 1_000 });
    expect(events).toEqual(['reset -', 'ticket 7']);
  });

  it('whose token has expired is opened again at once, with a new token', async () => {
    const token = jest.fn<string, []>().mockReturnValueOnce('t-1').mockReturnValue('t-2');
    const expired = streamOf([frame('7') + end({ reason: 'token-expired' })]);
    const { events, waits, sent } = await follow(
      [expired, refusal(401, 'invalid-token'), streamOf([frame('8')])],
      { count: 3 },
      { token },
    );
    expect(events).toEqual(['reset -', 'ticket 7', 'ticket 8']);
    expect(waits).toEqual([0]);
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer t-1', 'Bearer t-1', 'Bearer t-2']);
  });

  it('whose token has expired ends with the refusal if there is no new one', async () => {
    const expired = streamOf([end({ reason: 'token-expired' })]);
    const { failure } = await follow([expired, refusal(401, 'invalid-token')]);
    expect(failure).toMatchObject({ status: 401 });
  });

  it('that ends again and again for a reason of the engine is not opened in a hot loop', async () => {
    const slow = () => streamOf([end({ reason: 'too-slow' })]);
    const { waits } = await follow([slow(), slow(), slow(), streamOf([frame('7')])], { count: 5 });
    expect(waits).toEqual([0, 1_000, 2_000]);
  });

  it('whose right is lost ends with the problem', async () => {
    const problem = { type: 'urn:ledgerdesk:problem:no-longer-a-member', title: 'No', status: 403, detail: 'Ask.' };
    const lost = streamOf([frame('7') + end({ reason: 'access-lost', ...problem })]);
    const { failure, events } = await follow([lost]);
    expect(failure).toMatchObject({ code: 'no-longer-a-member', status: 403, message: 'Ask.' });
    expect(events).toEqual(['reset -', 'ticket 7']);
  });

  it.each([400, 403, 404])('that is refused with %d is not opened again', async (status) => {
    const { failure, waits } = await follow([refusal(status, 'refused')]);
    expect(failure).toMatchObject({ status });
    expect(waits).toEqual([]);
  });

  it('that is a page of something else is not opened again', async () => {
    const { failure } = await follow([new Response('<html>', { headers: { 'content-type': 'text/html' } })]);
    expect(failure).toMatchObject({ code: 'unexpected-response', status: 200 });
  });

  it('ends when its signal is aborted, also while it waits', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    const { failure, waits } = await follow([new TypeError('fetch failed')], { signal: abort.signal });
    expect(failure).toBeUndefined();
    expect(waits).toEqual([500]);
    const open = new AbortController();
    setTimeout(() => open.abort(), 100);
    expect((await follow([streamOf([GREETING], 'stays')], { signal: open.signal })).failure).toBeUndefined();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('of the log that is too far behind reads the missed events in pages, then follows on', async () => {
    const behind = end({ reason: 'too-far-behind', next: '/v1/log/events?after=5&stream=ticket-' });
    const { fetch, sent } = new ScriptedFetch(
      streamOf([behind]),
      jsonResponse({ items: [{ position: '6' }, { position: '7' }], next: '7' }),
      jsonResponse({ items: [{ position: '9' }] }),
      streamOf([frame('12', 'recorded')]),
    );
    const client = createClient({ url: 'https://engine.example', token: 't-1', fetch });
    const positions: (string | undefined)[] = [];
    for await (const { id } of client.follow('/v1/log/events/live', { query: { after: '1', stream: 'ticket-' } })) {
      positions.push(id);
      if (positions.length === 4) break;
    }
    expect(positions).toEqual(['6', '7', '9', '12']);
    expect(sent.map(({ url }) => url.slice('https://engine.example'.length))).toEqual([
      '/v1/log/events/live?after=1&stream=ticket-',
      '/v1/log/events?after=5&stream=ticket-',
      '/v1/log/events?after=7&stream=ticket-',
      '/v1/log/events/live?after=1&stream=ticket-',
    ]);
    expect(resumedAfter(sent)).toEqual([null, null, null, '9']);
  });

  it('of the log whose missed pages have no such events is opened again after what they have passed over', async () => {
    const behind = end({ reason: 'too-far-behind', next: '/v1/log/events?after=5&types=TicketPinned' });
    const { fetch, sent } = new ScriptedFetch(
      streamOf([behind]),
      jsonResponse({ items: [], next: '80' }),
      jsonResponse({ items: [] }),
      streamOf([frame('91', 'recorded')]),
    );
    const client = createClient({ url: 'https://engine.example', token: 't-1', fetch });
    const query = { after: '1', types: 'TicketPinned' };
    for await (const { id } of client.follow('/v1/log/events/live', { query })) {
      expect(id).toBe('91');
      break;
    }
    expect(resumedAfter(sent)).toEqual([null, null, null, '80']);
  });

  it('of a chat is over when nothing is left to send', async () => {
    const { fetch, sent } = new ScriptedFetch(
      streamOf([frame('0', 'message')], 'breaks'),
      new Response(null, { status: 204 }),
    );
    const client = createClient({ url: 'https://engine.example', token: 't-1', fetch });
    const events: string[] = [];
    const read = async (): Promise<void> => {
      for await (const { event } of client.follow('/v1/chats/{chatId}/updates', { path: { chatId: 'c' } }))
        events.push(event);
    };
    await Promise.all([read(), jest.advanceTimersByTimeAsync(1_000)]);
    expect(events).toEqual(['message']);
    expect(sent).toHaveLength(2);
  });

  it('of a chat is over when it closes', async () => {
    const { fetch } = new ScriptedFetch(streamOf([frame('0', 'ended')]));
    const client = createClient({ url: 'https://engine.example', token: 't-1', fetch });
    const events: string[] = [];
    for await (const { event } of client.follow('/v1/chats/{chatId}/updates', { path: { chatId: 'c' } }))
      events.push(event);
    expect(events).toEqual(['ended']);
  });
});
