import { addMillis, type Clock, DAY, type Instant } from '@ledgerdesk/kernel';
import type { CommandEnvelope } from './envelope.js';

/** How long a command that changed nothing is remembered. */
const NO_OP_LIFETIME_MS = DAY;
/** Commands remembered for one caller. Beyond, the oldest are forgotten. */
const NO_OPS_PER_CALLER = 1_000;

/** A command with an Idempotency-Key that changed nothing, as it is stored. */
interface RememberedNoOp {
  readonly commandId: string;
  readonly caller: string;
  readonly requestHash: string;
  readonly revision: number;
  readonly at: Instant;
}

/** Where they are stored: see `NoOps` of the outbox. */
interface NoOpStorage {
  find(commandId: string, since: Instant): Promise<RememberedNoOp | undefined>;
  remember(noOp: RememberedNoOp, limit: number): Promise<void>;
}

/**
 * Remembers the outcome of commands that changed nothing, under their Idempotency-Key, for 24 hours: a late repeat must
 * not undo what came after it. Commands without a key, and those of the engine itself, are never repeated late.
 */
export class NoOpMemory {
  constructor(
    private readonly storage: NoOpStorage,
    private readonly clock: Clock,
  ) {}

  /** The revision that the outcome was computed from, and the request; undefined if it is not remembered. */
  async find(envelope: CommandEnvelope): Promise<Pick<RememberedNoOp, 'revision' | 'requestHash'> | undefined> {
    if (!isRepeatable(envelope)) return undefined;
    return this.storage.find(envelope.commandId, addMillis(this.clock.now(), -NO_OP_LIFETIME_MS));
  }

  /** Remembers that a command changed nothing in a stream at `revision`. */
  async remember(envelope: CommandEnvelope, revision: number): Promise<void> {
    if (!isRepeatable(envelope)) return;
    const { commandId, requestHash, actor } = envelope;
    const caller = `${actor.kind} ${actor.id}`;
    await this.storage.remember({ commandId, caller, requestHash, revision, at: this.clock.now() }, NO_OPS_PER_CALLER);
  }
}

const isRepeatable = ({ fresh = false, actor }: CommandEnvelope): boolean => !fresh && actor.kind !== 'engine';
