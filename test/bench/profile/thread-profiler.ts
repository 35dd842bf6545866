import type { NodeWorker, Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';

/** Time between two samples of a thread's stack, in µs. */
const INTERVAL_MICROS = 200;

/** The CPU profile of a thread, and its name: `main`, or the path of its script: `event-store-sqlite-writer`. */
export interface ThreadProfile {
  readonly name: string;
  readonly profile: Profiler.Profile;
}

/** A reply of a worker thread's inspector. */
interface WorkerReply {
  readonly id?: number;
  readonly result?: Partial<Profiler.StopReturnType>;
}

/** A worker thread whose profile is taken. */
interface ProfiledWorker {
  readonly name: string;
  readonly sessionId: NodeWorker.SessionID;
}

/** The script of a thread in the build: `libs/event-store/sqlite/writer-thread.js`. */
const SCRIPT = /^.*\/dist\/(?:apps|libs)\/|-thread\.js$/g;

const nameOf = (url: string): string => url.replaceAll(SCRIPT, '').replaceAll('/', '-');

/** Numbers the threads that run the same script: `server-pages-page`, `server-pages-page-2`. */
const distinctNames = (profiles: readonly ThreadProfile[]): readonly ThreadProfile[] => {
  const counts = new Map<string, number>();
  return profiles.map(({ name, profile }) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { name: count === 1 ? name : `${name}-${count}`, profile };
  });
};

/**
 * Takes CPU profiles of all threads of this process, through the inspector of Node.js. Threads that start meanwhile are
 * included; threads that end are not.
 *
 * @example
 * const profiler = await ThreadProfiler.start();
 * await work();
 * for (const { name, profile } of await profiler.stop()) writeFileSync(`${name}.cpuprofile`, JSON.stringify(profile));
 */
export class ThreadProfiler {
  readonly #session = new Session();
  readonly #workers = new Map<NodeWorker.SessionID, ProfiledWorker>();
  readonly #pending = new Map<string, (reply: WorkerReply) => void>();
  #sent = 0;

  private constructor() {
    this.#session.connect();
    this.#session.on('NodeWorker.attachedToWorker', ({ params }) => void this.#add(params));
    this.#session.on('NodeWorker.detachedFromWorker', ({ params }) => this.#remove(params.sessionId));
    this.#session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => this.#receive(params));
  }

  static async start(): Promise<ThreadProfiler> {
    const profiler = new ThreadProfiler();
    const session = profiler.#session;
    await session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_MICROS });
    await session.post('Profiler.start');
    return profiler;
  }

  /** Ends the profiles. The first is that of the main thread. */
  async stop(): Promise<readonly ThreadProfile[]> {
    const { profile } = await this.#session.post('Profiler.stop');
    const workers = await Promise.all([...this.#workers.values()].map((worker) => this.#stop(worker)));
    this.#session.disconnect();
    return distinctNames([{ name: 'main', profile }, ...workers.flat()]);
  }

  async #add({ sessionId, workerInfo: { url } }: NodeWorker.AttachedToWorkerEventDataType): Promise<void> {
    this.#workers.set(sessionId, { name: nameOf(url), sessionId });
    await this.#ask(sessionId, 'Profiler.enable');
    await this.#ask(sessionId, 'Profiler.setSamplingInterval', { interval: INTERVAL_MICROS });
    await this.#ask(sessionId, 'Profiler.start');
  }

  /** A thread that has ended answers no more. */
  #remove(sessionId: NodeWorker.SessionID): void {
    this.#workers.delete(sessionId);
    for (const [key, resolve] of this.#pending) if (key.startsWith(`${sessionId} `)) resolve({});
  }

  async #stop({ name, sessionId }: ProfiledWorker): Promise<readonly ThreadProfile[]> {
    const { result } = await this.#ask(sessionId, 'Profiler.stop');
    return result?.profile ? [{ name, profile: result.profile }] : [];
  }

  async #ask(sessionId: NodeWorker.SessionID, method: string, params = {}): Promise<WorkerReply> {
    const id = (this.#sent += 1);
    const key = `${sessionId} ${id}`;
    const replied = new Promise<WorkerReply>((resolve) => this.#pending.set(key, resolve));
    const message = JSON.stringify({ id, method, params });
    await this.#session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    const reply = await replied;
    this.#pending.delete(key);
    return reply;
  }

  #receive({ sessionId, message }: NodeWorker.ReceivedMessageFromWorkerEventDataType): void {
    const reply = JSON.parse(message) as WorkerReply;
    this.#pending.get(`${sessionId} ${reply.id}`)?.(reply);
  }
}
