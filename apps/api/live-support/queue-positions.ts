import type { CommandResult } from '@ledgerdesk/application';
import type { LiveRequest } from '@ledgerdesk/events';
import { type QueuePosition, queuePosition } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Inject, Injectable } from '@nestjs/common';
import type { ReadModelProgress } from '../platform/http/ledger-position.hook.js';
import { PROGRESS, ROWS } from '../platform/tokens.js';

const TIMEOUT_MS = 1_000;

/** K4: queue positions of chats and callbacks. */
@Injectable()
export class QueuePositions {
  constructor(
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(PROGRESS) private readonly progress: ReadModelProgress,
  ) {}

  /** The current position. Null if the request is not waiting. */
  get(request: LiveRequest): Promise<QueuePosition | null> {
    return queuePosition(this.rows, request);
  }

  /** The position after a command. Also null if the read model does not include the command within a second. */
  async getAfter({ position }: CommandResult<unknown>, request: LiveRequest): Promise<QueuePosition | null> {
    return (await this.progress.waitFor(position, ['live-queue'], TIMEOUT_MS)) ? this.get(request) : null;
  }
}
