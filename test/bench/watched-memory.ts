import type { BenchServer } from './http-server.js';
import { timed } from './measure.js';

const SAMPLE_MS = 50;

/** Calls `work`, and returns the seconds that it took and the most memory of the server meanwhile, in MiB. */
export const watched = async (server: BenchServer, work: () => Promise<unknown>) => {
  let isDone = false;
  let peak = await server.memory();
  const sampling = (async () => {
    while (!isDone) {
      peak = Math.max(peak, await server.memory());
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
  })();
  const { seconds } = await timed(work);
  isDone = true;
  await sampling;
  return { seconds, peak };
};
