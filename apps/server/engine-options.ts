import type { EventStore } from '@ledgerdesk/event-store';
import type { EventOrigin, Timers } from '@ledgerdesk/kernel';
import type { DataFolder } from './data-folder.js';
import type { MachineClocks } from './engine-clock-guard.js';
import type { EngineTime } from './engine-time.js';

/** Options of an engine that are not settings. */
export interface EngineOptions {
  /**
   * Run commits and projections in worker threads and as-of queries in another process (default), or all of them in the
   * calling thread.
   */
  readonly workerThreads?: boolean;
  /** Replaces the clock of the settings. */
  readonly time?: EngineTime;
  /** Replaces the clocks of the machine, which an engine without a simulated clock follows. */
  readonly machine?: MachineClocks;
  /** Limit how long requests and processes wait for read models. Default: real time. */
  readonly waitTimers?: Timers;
  /**
   * Start no projections until `startProjections` is called. For bulk writers: read models that catch up at the end
   * cost a fraction of those that follow each append.
   */
  readonly deferProjections?: boolean;
  /** The import or simulation that records the events of this engine. Default: that of the setting SCENARIO. */
  readonly origin?: Omit<EventOrigin, 'clock'>;
  /** Called when the log is open and locked, before the policy files are read. */
  readonly beforePolicies?: (store: EventStore, folder: DataFolder) => Promise<void>;
  /** Called with what an operator should know, but that does not keep the engine from running. Default: stderr. */
  readonly onWarning?: (message: string) => void;
  /** Called when the projection thread has crashed. Default: throws. */
  readonly onProjectionsFailure?: (error: Error) => void;
  /**
   * Called on a failure that only a restart can end: the log has to be opened again, or rows are damaged. By default
   * nothing is called, and requests that need the log or the rows are rejected.
   */
  readonly onFailure?: (message: string) => void;
}

/** The default of `onWarning`. */
export const warnOnStderr = (message: string): void => {
  process.stderr.write(`warning: ${message}\n`);
};
