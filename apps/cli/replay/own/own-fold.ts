import { type RecordedEvent, receivedError, type Row, type Timers } from '@ledgerdesk/kernel';
import { realTimers } from '@ledgerdesk/runtime';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Transform } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { EventCounter } from './event-counter.js';
import type { FoldAnswer, FoldRequest } from './fold-message.js';

/** Limits of an own projection. */
export interface FoldLimits {
  /** Maximum heap of its thread in MB. */
  readonly memoryMb: number;
  /** Maximum time in ms that it may spend on one page of events, or to start. */
  readonly pageMs: number;
}

/** Thrown if the projection of a module fails, or exceeds a limit. */
export class OwnProjectionError extends Error {
  readonly code: string = 'invalid-projection';
}

/** The first line of a module that a stack names, such as ` (/home/me/mine.mjs:12:5)`. */
const lineIn = (file: string, stack = ''): string => {
  const url = pathToFileURL(file).href;
  const [, line] =
    stack
      .split(url)
      .slice(1)
      .join('')
      .match(/^(:\d+(?::\d+)?)/) ?? [];
  return line === undefined ? '' : ` (${file}${line})`;
};

const script = (): string => createRequire(import.meta.url).resolve('#compiled/apps/cli/replay/own/fold-child.js');

/** How a process ends that has reached its memory limit. */
const isOutOfMemory = (child: ChildProcess): boolean => child.signalCode === 'SIGABRT' || child.exitCode === 134;

/** Passes text on, except what V8 writes when the heap is exhausted: the error of this command says that. */
const withoutHeapDump = (): Transform => {
  let isDump = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      isDump ||= chunk.includes('<--- Last few GCs --->');
      done(null, isDump ? undefined : chunk);
    },
  });
};

/**
 * The projection of an analyst's module, in a process of its own with limited memory and without the environment
 * variables of this one. What it writes to stdout goes to stderr.
 *
 * @example
 * const fold = await OwnFold.start('/home/me/mine.mjs', { memoryMb: 1_024, pageMs: 60_000 });
 * await fold.apply(events);
 * const rows = await fold.rows();
 * await fold.close();
 */
export class OwnFold {
  #projection: { readonly name: string; readonly handles: readonly string[] } = { name: '', handles: [] };
  readonly #counter = new EventCounter();
  readonly #child: ChildProcess;

  private constructor(
    private readonly file: string,
    private readonly limits: FoldLimits,
    private readonly timers: Pick<Timers, 'after'>,
  ) {
    this.#child = fork(script(), [pathToFileURL(file).href, this.#counter.file], {
      env: {},
      execArgv: [`--max-old-space-size=${limits.memoryMb}`],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.stdout?.pipe(process.stderr, { end: false });
    this.#child.stderr?.pipe(withoutHeapDump()).pipe(process.stderr, { end: false });
  }

  /** Loads a module. Rejects with OwnProjectionError if its default export is no projection. */
  static async start(file: string, limits: FoldLimits, timers: Pick<Timers, 'after'> = realTimers): Promise<OwnFold> {
    const fold = new OwnFold(file, limits, timers);
    const answer = await fold.answer(() => `Loading ${file}`);
    if (answer.kind === 'ready') fold.#projection = answer;
    return fold;
  }

  /** Name of the projection. */
  get name(): string {
    return this.#projection.name;
  }

  /** Event types that it handles. */
  get handles(): readonly string[] {
    return this.#projection.handles;
  }

  /** Applies a page of events. Rejects with OwnProjectionError, which names the event that failed or took too long. */
  async apply(events: readonly RecordedEvent[]): Promise<void> {
    this.send({ events });
    await this.answer(() => {
      const event = events[this.#counter.number];
      return `Projection ${this.name}${event ? `, at ${event.type} ${event.id} at position ${event.position},` : ''}`;
    });
  }

  /** Returns the rows by key, unordered. */
  async rows(): Promise<ReadonlyMap<string, Row>> {
    this.send('rows');
    const answer = await this.answer(() => `Returning the rows of projection ${this.name}`);
    return new Map(answer.kind === 'rows' ? answer.rows : []);
  }

  async close(): Promise<void> {
    const ended = this.isRunning ? once(this.#child, 'exit') : undefined;
    this.#child.kill('SIGKILL');
    await ended;
    this.#counter.close();
  }

  private get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  private send(request: FoldRequest): void {
    this.#child.send(request, () => undefined);
  }

  /** Waits for the next answer. `subject` begins the message of an error: what took too long or too much memory. */
  private async answer(subject: () => string): Promise<FoldAnswer> {
    const { memoryMb, pageMs } = this.limits;
    const waiting = new AbortController();
    const { signal } = waiting;
    const cancel = this.timers.after(pageMs, () => waiting.abort());
    try {
      const answer = await Promise.race([
        once(this.#child, 'message', { signal }).then(([message]) => message as FoldAnswer),
        once(this.#child, 'exit', { signal }),
      ]);
      if ('kind' in answer && answer.kind !== 'failed') return answer;
      if ('kind' in answer) throw this.failure(answer.error);
      throw new OwnProjectionError(
        isOutOfMemory(this.#child)
          ? `${subject()} needed more than ${memoryMb} MB. Raise --memory-mb.`
          : `${subject()} ended its process.`,
      );
    } catch (error) {
      const problem =
        error instanceof OwnProjectionError || !signal.aborted
          ? error
          : new OwnProjectionError(`${subject()} took longer than ${pageMs / 1_000} s. Raise --page-seconds.`);
      await this.close();
      throw problem;
    } finally {
      cancel();
      waiting.abort();
    }
  }

  private failure(sent: Extract<FoldAnswer, { kind: 'failed' }>['error']): OwnProjectionError {
    const error = receivedError(sent);
    const place = lineIn(this.file, sent.cause?.stack ?? sent.stack);
    return new OwnProjectionError(`${error.message}${place}`, { cause: error });
  }
}
