import { addMillis, type Clock, DAY, type Instant } from '@ledgerdesk/kernel';
import { hiddenRequestHash, type KeyStore } from '@ledgerdesk/sealing';
import type { CommandEnvelope } from './envelope.js';

/** How long a command that recorded no event is remembered. */
const NO_OP_LIFETIME_MS = DAY;
/** Commands remembered for one caller. Beyond, the oldest are forgotten. */
const NO_OPS_PER_CALLER = 1_000;

/** A command with an Idempotency-Key, as it is stored if it records no event. */
interface RepeatableCommand {
  readonly commandId: string;
  readonly caller: string;
  readonly requestHash: string;
  readonly at: Instant;
  /** Commands remembered of one caller. */
  readonly limit: number;
}

/** A command with an Idempotency-Key that changed nothing, as it is stored. */
interface RememberedNoOp extends Omit<RepeatableCommand, 'limit'> {
  readonly revision: number;
}

/** True if a command may be repeated late: it has an Idempotency-Key, and is not one of the engine itself. */
const isRepeatable = ({ actor, fresh = false }: CommandEnvelope): boolean => !fresh && actor.kind !== 'engine';

/** What is stored of a command that records no event; undefined if it is never repeated late. */
export const repeatableCommand = (envelope: CommandEnvelope, at: Instant): RepeatableCommand | undefined => {
  if (!isRepeatable(envelope)) return undefined;
  const { commandId, requestHash, actor } = envelope;
  return { commandId, caller: `${actor.kind} ${actor.id}`, requestHash, at, limit: NO_OPS_PER_CALLER };
};

/** The instant before which remembered commands are forgotten at `now`. */
export const rememberedSince = (now: Instant): Instant => addMillis(now, -NO_OP_LIFETIME_MS);

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
    /** Hides the hashes of requests, which may contain personal data. */
    private readonly keys?: Pick<KeyStore, 'requestKey'>,
  ) {}

  /** The revision that the outcome was computed from, and the request; undefined if it is not remembered. */
  async find(envelope: CommandEnvelope): Promise<Pick<RememberedNoOp, 'revision' | 'requestHash'> | undefined> {
    if (!isRepeatable(envelope)) return undefined;
    return this.storage.find(envelope.commandId, rememberedSince(this.clock.now()));
  }

  /** Remembers that a command changed nothing in a stream at `revision`. */
  async remember(envelope: CommandEnvelope, revision: number): Promise<void> {
    const command = repeatableCommand(envelope, this.clock.now());
    if (!command) return;
    const { limit, requestHash, ...remembered } = command;
    const hidden = this.keys ? await hiddenRequestHash(this.keys, requestHash) : requestHash;
    await this.storage.remember({ ...remembered, requestHash: hidden, revision }, limit);
  }
}
