import { performance, type EventLoopUtilization } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The heap of JavaScript objects of the main thread. */
export interface MainHeap {
  /** Memory that the heap has from the system, in bytes, with that of garbage. */
  size(): number;
  /** Collects all garbage now. Takes tens of milliseconds, or more where many objects are live. */
  collect(): void;
}

/** The heap of this process. V8 offers a collection only under a flag, which applies to contexts made after it. */
export const mainHeap = (): MainHeap => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  return { size: () => getHeapStatistics().total_heap_size, collect: () => collect() };
};

const CHECK_MS = 5_000;
/** Share of the time since the last check in which the event loop ran. */
const IDLE_UTILIZATION = 0.1;
/** Consecutive idle checks after which garbage is collected. */
const IDLE_CHECKS = 2;
/** Growth of the heap since the last collection that is worth a pause, in bytes. */
const WORTHWHILE = 64 * 2 ** 20;
/** V8 keeps a reserve for further growth after the first collection, and gives it back after the second. */
const COLLECTIONS = 2;

/**
 * Returns the memory of a load to the system once the engine is idle. V8 collects garbage as objects are made: after a
 * load, an idle process keeps what its last collection left, and the garbage since then.
 */
export class IdleMemory {
  private readonly timer: NodeJS.Timeout;
  private idleChecks = 0;
  private dueCollections = 0;
  private settledSize = 0;
  private lastUtilization: EventLoopUtilization | undefined;

  /** `utilization` is the share of time since its last call in which the event loop ran. */
  constructor(
    private readonly heap: MainHeap = mainHeap(),
    private readonly utilization: () => number = () => this.measuredUtilization(),
  ) {
    this.timer = setInterval(() => this.check(), CHECK_MS).unref();
  }

  /** Collects garbage if the engine is idle and its heap has grown. */
  check(): void {
    this.idleChecks = this.utilization() < IDLE_UTILIZATION ? this.idleChecks + 1 : 0;
    if (this.idleChecks < IDLE_CHECKS) return;
    if (this.heap.size() - this.settledSize >= WORTHWHILE) this.dueCollections = COLLECTIONS;
    if (this.dueCollections === 0) return;
    this.dueCollections -= 1;
    this.heap.collect();
    this.settledSize = this.heap.size();
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
  }

  private measuredUtilization(): number {
    const total = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(total, this.lastUtilization);
    this.lastUtilization = total;
    return utilization;
  }
}
