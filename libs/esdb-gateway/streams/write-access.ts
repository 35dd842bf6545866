import { isLogIdentity } from '@ledgerdesk/event-store';
import { accessDenied } from '../protocol/rpc-error.js';
import { streamDescribedBy } from '../protocol/stream-metadata.js';

interface WriteAccessOptions {
  readonly engineCategories: readonly string[];
  readonly engineWrites: boolean;
  /** Types of events that only the engine records. */
  readonly engineTypes: readonly string[];
  /** False if clients may only read. */
  readonly clientWrites: boolean;
}

/** Decides which streams clients may write. A stream's category is its name up to the first hyphen. */
export class WriteAccess {
  private readonly engineTypes: ReadonlySet<string>;

  constructor(private readonly options: WriteAccessOptions) {
    this.engineTypes = new Set(options.engineTypes);
  }

  /** True for streams of the engine's categories. */
  isEngineStream(stream: string): boolean {
    return this.options.engineCategories.includes(stream.split('-', 1)[0] ?? '');
  }

  /**
   * Engine streams are writable only with `engineWrites`; their metadata streams, system streams, and the stream that
   * names the log never are.
   * @throws RpcError if clients may not write the stream
   */
  check(stream: string): void {
    const described = streamDescribedBy(stream) ?? stream;
    if (
      described.startsWith('$') ||
      isLogIdentity({ stream: described }) ||
      (described !== stream && this.isEngineStream(described))
    )
      throw accessDenied(`${stream} is a system stream.`);
    if (!this.options.engineWrites && this.isEngineStream(stream))
      throw accessDenied(`Only the engine writes stream ${stream}. Send commands to its HTTP API instead.`);
    if (!this.options.clientWrites && !this.isEngineStream(stream))
      throw accessDenied('Clients may only read this log. Set ESDB_CLIENT_WRITES=true to let them write.');
  }

  /**
   * In other streams than the engine's, no event may look like one of the engine's.
   * @throws RpcError for an event of an engine type
   */
  checkTypes(stream: string, events: readonly { readonly type: string }[]): void {
    if (this.isEngineStream(stream)) return;
    const forged = events.find(({ type }) => this.engineTypes.has(type));
    if (forged)
      throw accessDenied(
        `Only the engine records events of type ${forged.type}. Name the type of your event otherwise.`,
      );
  }
}
