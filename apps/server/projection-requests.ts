import { type EventStore, recordProjectionDecision } from '@ledgerdesk/event-store';
import { type EventOrigin, type Instant, messageOf } from '@ledgerdesk/kernel';
import { ProjectionRequestFiles } from './projection-request-files.js';

/** How often an engine looks for requests. */
const POLL_MS = 1_000;

interface ProjectionRequestOptions {
  readonly store: EventStore;
  /** The data folder. */
  readonly folder: string;
  readonly tenant: string;
  /** What every event of this engine says about its origin. */
  readonly origin: EventOrigin;
  /** The current time as `recordedAt`. */
  readonly stamp: () => Instant;
  /** Called once for each request that cannot be recorded. */
  readonly onWarning: (message: string) => void;
}

/** Records the decisions that `ledgerdesk projection` leaves in the data folder of a running engine. */
export class ProjectionRequests {
  private readonly files: ProjectionRequestFiles;
  private readonly interval: NodeJS.Timeout;
  private readonly failed = new Set<string>();
  private work: Promise<void> = Promise.resolve();
  private isBusy = false;

  constructor(private readonly options: ProjectionRequestOptions) {
    this.files = new ProjectionRequestFiles(options.folder);
    this.interval = setInterval(() => void this.poll(), POLL_MS).unref();
  }

  /** Records the waiting requests. Those that fail are retried at the next poll. */
  poll(): Promise<void> {
    if (!this.isBusy) {
      this.isBusy = true;
      this.work = this.recordAll().finally(() => (this.isBusy = false));
    }
    return this.work;
  }

  async close(): Promise<void> {
    clearInterval(this.interval);
    await this.work;
  }

  private async recordAll(): Promise<void> {
    try {
      for (const id of this.files.ids()) await this.tryToRecord(id);
    } catch (error) {
      this.warn('', `The requests of "ledgerdesk projection" cannot be read: ${messageOf(error)}`);
    }
  }

  private async tryToRecord(id: string): Promise<void> {
    try {
      await this.record(id);
      this.failed.delete(id);
    } catch (error) {
      this.warn(id, `A request of "ledgerdesk projection" cannot be recorded and is retried: ${messageOf(error)}`);
    }
  }

  private async record(id: string): Promise<void> {
    const { store, tenant, stamp, origin } = this.options;
    const request = this.files.read(id);
    if (request) await recordProjectionDecision(store, request, { id: request.id, tenant, now: stamp(), origin });
    else this.warn(id, `${id} among the requests of "ledgerdesk projection" is not a request. It was deleted.`);
    this.files.delete(id);
  }

  private warn(id: string, message: string): void {
    if (!this.failed.has(id)) this.options.onWarning(message);
    this.failed.add(id);
  }
}
