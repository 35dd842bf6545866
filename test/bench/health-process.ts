import { request } from 'node:http';

/**
 * Asks /health/live every 20 ms in a process of its own, so that a busy load generator does not delay the times.
 * Reports the longest time to an answer, in ms, when it is told to stop.
 */
const [, , url = ''] = process.argv;
const INTERVAL_MS = 20;

const times: number[] = [];
let pending = 0;

const ask = (): void => {
  const sentAt = performance.now();
  pending += 1;
  request(`${url}/health/live`, (response) => {
    response.resume().once('end', () => {
      times.push(performance.now() - sentAt);
      pending -= 1;
    });
  })
    .once('error', () => {
      times.push(Infinity);
      pending -= 1;
    })
    .end();
};

const asking = setInterval(ask, INTERVAL_MS);
process.once('message', () => {
  clearInterval(asking);
  const waiting = setInterval(() => {
    if (pending > 0) return;
    clearInterval(waiting);
    const sorted = times.toSorted((a, b) => a - b);
    process.send?.({ longest: sorted.at(-1) ?? 0, p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0 });
    process.disconnect();
  }, INTERVAL_MS);
});
