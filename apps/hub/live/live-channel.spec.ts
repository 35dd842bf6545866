import { ApiProblem, type ServerSentEvent } from '@ledgerdesk/client';
import { type FollowStream, shareStream } from './live-channel.js';

const refusal = (status: number): ApiProblem =>
  new ApiProblem({ type: 'urn:ledgerdesk:problem:refused', status, title: 'No', detail: 'No.' }, null, undefined);

const event = (id: string): ServerSentEvent => ({ id, event: 'ticket', data: {} });

/** A stream that ends in these ways, one after the other, and then stays open. Notes after which event it was asked. */
const streamThat = (...endings: readonly (Error | ServerSentEvent)[]) => {
  const asked: (string | undefined)[] = [];
  const left = [...endings];
  const follow: FollowStream = async function* (lastEventId, signal) {
    asked.push(lastEventId);
    const next = left.shift();
    if (next instanceof Error) throw next;
    if (next) yield next;
    else await new Promise((resolve) => signal.addEventListener('abort', resolve));
  };
  return { asked, follow };
};

describe('the shared stream', () => {
  let leave: (() => void) | undefined;
  const onEvent = jest.fn();
  const onFailure = jest.fn();
  const share = async (follow: FollowStream, isWhole = false): Promise<void> => {
    leave = shareStream(`spec-${Math.random()}`, { follow, onEvent, onFailure, isWhole });
    await jest.advanceTimersByTimeAsync(120_000);
  };

  beforeEach(() => {
    jest.useFakeTimers();
    const locks = { request: (_name: string, _options: object, run: () => Promise<void>) => run() };
    const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
    Object.defineProperty(globalThis, 'document', { value: page, configurable: true });
    for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const)
      Object.defineProperty(globalThis, name, { value: page[name].bind(page), configurable: true });
  });
  afterEach(async () => {
    leave?.();
    await jest.advanceTimersByTimeAsync(0);
    jest.useRealTimers();
    jest.clearAllMocks();
    for (const name of ['navigator', 'document', 'addEventListener', 'removeEventListener', 'dispatchEvent'])
      Reflect.deleteProperty(globalThis, name);
  });

  it('is followed again after its last event when it fails for a reason that passes', async () => {
    const { asked, follow } = streamThat(event('7'), refusal(500), new TypeError('Failed'), event('8'));
    await share(follow);
    expect(asked).toEqual([undefined, '7', '7', '7', '8']);
    expect(onEvent).toHaveBeenCalledTimes(2);
    expect(onFailure).not.toHaveBeenCalled();
  });

  it('begins anew when the engine does not know its last event', async () => {
    const { asked, follow } = streamThat(event('7'), refusal(400), event('1'));
    await share(follow);
    expect(asked).toEqual([undefined, '7', undefined, '1']);
  });

  it('is over when it ends, if it is one that does', async () => {
    const { asked, follow } = streamThat(event('7'));
    await share(follow, true);
    expect(asked).toEqual([undefined]);
    expect(onFailure).not.toHaveBeenCalled();
  });

  it('is followed again at once when the network is back', async () => {
    const { asked, follow } = streamThat();
    await share(follow);
    dispatchEvent(new Event('online'));
    await jest.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([undefined, undefined]);
  });

  it.each([401, 403])('ends when it is refused with %d', async (status) => {
    const { asked, follow } = streamThat(event('7'), refusal(status));
    await share(follow);
    expect(asked).toEqual([undefined, '7']);
    expect(onFailure).toHaveBeenCalledWith(refusal(status));
  });
});
