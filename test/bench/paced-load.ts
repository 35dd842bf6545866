import { Agent, request } from 'node:http';
import { createHistogram } from 'node:perf_hooks';

/** A request that is sent again and again. */
export interface LoadRequest {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves with the status when the answer has been read to its end. */
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
 * Sends requests at an even pace, whether or not earlier ones have been answered; a request that finds all connections
 * taken waits for one. Gives the 99th percentile, in ms, of the time from when each was due to the end of its answer,
 * so that a stall counts for all that it held up.
 */
export const pacedLoad = async (what: LoadRequest, perSecond: number, seconds: number): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: what.connections });
  const times = createHistogram();
  const sent: Promise<void>[] = [];
  const send = async (due: number): Promise<void> => {
    const status = await post(what, agent);
    if (status >= 300) throw new Error(`${status} at ${what.url}`);
    times.record(Math.max(1, Math.round((performance.now() - due) * 1_000)));
  };
  const begun = performance.now();
  for (let now = begun; now < begun + seconds * 1_000; now = performance.now()) {
    while (sent.length < ((now - begun) / 1_000) * perSecond)
      sent.push(send(begun + (sent.length / perSecond) * 1_000));
    await sleep(1);
  }
  await Promise.all(sent);
  agent.destroy();
  return times.percentile(99) / 1_000;
};
