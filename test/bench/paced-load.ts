import { Agent, request } from 'node:http';
import { createHistogram } from 'node:perf_hooks';

/** A request to repeat, and the number of connections. */
export interface LoadRequest {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

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
 * Sends requests at a steady pace, without waiting for earlier responses (an open model; excess requests queue for a
 * connection). Returns the 99th percentile, in ms, of the time from when a request was due to the end of its response,
 * so that a stall delays every request behind it.
 */
export const pacedLoad = async (load: LoadRequest, perSecond: number, seconds: number): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const times = createHistogram();
  const sent: Promise<void>[] = [];
  const send = async (due: number): Promise<void> => {
    const status = await post(load, agent);
    if (status >= 300) throw new Error(`${status} at ${load.url}`);
    times.record(Math.max(1, Math.round((performance.now() - due) * 1_000)));
  };
  const startedAt = performance.now();
  for (let now = startedAt; now < startedAt + seconds * 1_000; now = performance.now()) {
    while (sent.length < ((now - startedAt) / 1_000) * perSecond)
      sent.push(send(startedAt + (sent.length / perSecond) * 1_000));
    await sleep(1);
  }
  await Promise.all(sent);
  agent.destroy();
  return times.percentile(99) / 1_000;
};
