import type { CommandResult } from '@ledgerdesk/application';
import type { LiveRequest } from '@ledgerdesk/events';
import { type QueuePosition, queuePosition } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Inject, Injectable } from '@nestjs/common';
import type { ReadModelProgress } from '../platform/http/ledger-position.hook.js';
import { PROGRESS, ROWS } from '../platform/tokens.js';

const PATIENCE_MS = 1_000;

/** K4: where chats and callbacks stand in line. */
@Injectable()
export class QueuePositions {
  constructor(
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(PROGRESS) private readonly progress: ReadModelProgress,
  ) {}

  /** As the queue has it at this moment; null: it does not wait. */
  of(request: LiveRequest): Promise<QueuePosition | null> {
    return queuePosition(this.rows, request);
  }

  /** Right after a command; null also where the queue takes too long to hear of it. */
  async after({ position }: CommandResult<unknown>, request: LiveRequest): Promise<QueuePosition | null> {
    return (await this.progress.reached(position, ['live-queue'], PATIENCE_MS)) ? this.of(request) : null;
  }
}
