import { Agent, request } from 'node:http';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

/** A request to repeat, and the number of connections. */
export interface LoadRequest {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
}

/** A steady pace of calls. */
interface Pace {
  readonly perSecond: number;
  readonly seconds: number;
}

/** Records that the call which was due in this second, counted from the start, ended `ms` after it was due. */
type RecordTime = (ms: number, second: number) => void;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Starts calls at a steady pace, without waiting for earlier ones to end (an open model). Times count from when a call
 * was due, so that a stall delays every call behind it. Resolves when all have ended. Starts no more calls after one
 * that fails, and rejects with its error.
 */
export const paced = async (
  { perSecond, seconds }: Pace,
  call: (n: number) => Promise<unknown>,
  record: RecordTime,
): Promise<void> => {
  const started: Promise<void>[] = [];
  const startedAt = performance.now();
  let hasFailed = false;
  const timed = async (n: number): Promise<void> => {
    const second = n / perSecond;
    await call(n);
    record(performance.now() - startedAt - second * 1_000, Math.floor(second));
  };
  const start = (n: number): Promise<void> => {
    const ended = timed(n);
    ended.catch(() => {
      hasFailed = true;
    });
    return ended;
  };
  for (let elapsed = 0; elapsed < seconds && !hasFailed; elapsed = (performance.now() - startedAt) / 1_000) {
    while (started.length < elapsed * perSecond) started.push(start(started.length));
    await sleep(1);
  }
  await Promise.all(started);
};

/**
 * Starts calls at a steady pace until `work` has ended. Returns their times in µs, from when each was due; at least one
 * second is measured. Rejects as `work` does.
 */
export const pacedWhile = async (
  perSecond: number,
  call: () => Promise<unknown>,
  work: Promise<unknown>,
): Promise<RecordableHistogram> => {
  const times = createHistogram();
  let isDone = false;
  const ended = work.finally(() => {
    isDone = true;
  });
  // It may fail while calls are paced, or after one of them did.
  ended.catch(() => undefined);
  do await paced({ perSecond, seconds: 1 }, call, (time) => times.record(Math.max(1, Math.round(time * 1_000))));
  while (!isDone);
  await ended;
  return times;
};

/** Sends the request and resolves with the status once the response has been read completely. */
const post = ({ url, body, headers }: LoadRequest, agent: Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (response) => {
        response.resume().once('end', () => resolve(response.statusCode ?? 0));
      },
    )
      .once('error', reject)
      .end(body);
  });

/**
 * Sends requests at a steady pace; excess requests queue for a connection. Returns the 99th percentile, in ms, of the
 * time from when a request was due to the end of its response.
 */
export const pacedLoad = async (load: LoadRequest, perSecond: number, seconds: number): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const times = createHistogram();
  const send = async (): Promise<void> => {
    const status = await post(load, agent);
    if (status >= 300) throw new Error(`${status} at ${load.url}`);
  };
  await paced({ perSecond, seconds }, send, (ms) => times.record(Math.max(1, Math.round(ms * 1_000))));
  agent.destroy();
  return times.percentile(99) / 1_000;
};
