import type { ReadableLog } from '@ledgerdesk/event-store';
import type { ReadStoreView } from '@ledgerdesk/read-store';

/** What every request reads. */
interface Stores {
  readonly store: Pick<ReadableLog, 'head'>;
  readonly rows: Pick<ReadStoreView, 'versions'>;
}

/** Age up to which a result is used again, so that the probe costs little however often health is asked for. */
const FRESH_MS = 1_000;
/** Time that a caller waits for a result. */
const PATIENCE_MS = 80;
/** Time after which a store that does not respond counts as unreadable. */
const TIMEOUT_MS = 2_000;

const after = (ms: number): Promise<boolean> => new Promise((resolve) => setTimeout(() => resolve(false), ms).unref());

/** Tries to read a store, at most once a second, and remembers whether that succeeded. */
class Probe {
  private readable = true;
  private endedAt = -Infinity;
  private running: Promise<void> | undefined;

  constructor(private readonly read: () => Promise<unknown>) {}

  /** The latest result; waits a moment for a new one. */
  async isReadable(): Promise<boolean> {
    if (performance.now() - this.endedAt >= FRESH_MS) this.running ??= this.run();
    await Promise.race([this.running, after(PATIENCE_MS)]);
    return this.readable;
  }

  private async run(): Promise<void> {
    const succeeded = this.read().then(
      () => true,
      () => false,
    );
    this.readable = await Promise.race([succeeded, after(TIMEOUT_MS)]);
    this.endedAt = performance.now();
    this.running = undefined;
  }
}

/** Returns a function that names the stores that cannot be read at present: `log`, `rows`. */
export const readProbe = ({ store, rows }: Stores): (() => Promise<readonly string[]>) => {
  const probes = [
    { name: 'log', probe: new Probe(() => store.head()) },
    { name: 'rows', probe: new Probe(() => rows.versions()) },
  ];
  return async () => {
    const results = await Promise.all(probes.map(async ({ name, probe }) => ({ name, ok: await probe.isReadable() })));
    return results.filter(({ ok }) => !ok).map(({ name }) => name);
  };
};
