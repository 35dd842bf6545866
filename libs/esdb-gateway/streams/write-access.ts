import { isLogIdentity } from '@ledgerdesk/event-store';
import { accessDenied } from '../protocol/rpc-error.js';
import { streamDescribedBy } from '../protocol/stream-metadata.js';

interface WriteAccessOptions {
  readonly engineCategories: readonly string[];
  readonly engineWrites: boolean;
}

/** Decides which streams clients may write. A stream's category is its name up to the first hyphen. */
export class WriteAccess {
  constructor(private readonly options: WriteAccessOptions) {}

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
  }
}
