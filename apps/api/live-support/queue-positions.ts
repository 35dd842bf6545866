import { type CommandResult, EngineClock, POLICIES, type PolicyTimeline } from '@ledgerdesk/application';
import { resumesAt, type WaitingRequest } from '@ledgerdesk/domain';
import { liveStream, type LiveChannel, type LiveRequest } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { isAnyAvailable, type QueuePosition, queuePosition, queuePositions, waitingOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Inject, Injectable } from '@nestjs/common';
import type { ReadModelProgress } from '../platform/http/ledger-position.hook.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { PROGRESS, ROWS } from '../platform/tokens.js';

const TIMEOUT_MS = 1_000;
/** Sources from which a position is computed. */
const READ_MODELS = ['live-queue', 'agents'];

/** The state of a chat or callback that may be waiting. */
type LiveState = WaitingRequest & { readonly status: string };

/** The place of a request in its queue. The place is absent if the request is not waiting, or if it is not known. */
export interface Wait extends Partial<QueuePosition> {
  /** When agents can take it again; null if they can now (L6, K4). */
  readonly resumesAt: Instant | null;
  /** Whether an agent who serves its queue is available; undefined where the position is. */
  readonly agentsAvailable?: boolean;
}

/** K4: how chats and callbacks wait: their positions, and until when they are withheld from agents. */
@Injectable()
export class QueuePositions {
  constructor(
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(PROGRESS) private readonly progress: ReadModelProgress,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
    private readonly clock: EngineClock,
  ) {}

  /** The wait without the position, which only the requester is shown. */
  waitOf(state: LiveState | undefined): Wait {
    const now = this.clock.now();
    return { resumesAt: state?.status === 'waiting' ? resumesAt(state, now, this.policies.at(now)) : null };
  }

  /** The current wait, with the position. */
  async get(state: LiveState | undefined, request: LiveRequest): Promise<Wait> {
    const [position, agents] = await Promise.all([
      queuePosition(this.rows, request),
      this.agentsFor(request.channel, state),
    ]);
    return { ...this.waitOf(state), ...position, ...agents };
  }

  /** The current waits of several requests, in their order. */
  async getAll(requests: readonly (LiveRequest & LiveState)[]): Promise<readonly Wait[]> {
    const positions = await queuePositions(
      this.rows,
      requests.filter(({ status }) => status === 'waiting'),
    );
    const agentsFor = this.agentsForEach();
    return Promise.all(
      requests.map(async (request) => ({
        ...this.waitOf(request),
        ...positions.get(liveStream(request)),
        ...(await agentsFor(request)),
      })),
    );
  }

  /** The wait after a command; without the position if the read models do not include the command within a second. */
  async getAfter({ position, state }: CommandResult<LiveState | undefined>, request: LiveRequest): Promise<Wait> {
    if (await this.progress.waitFor(position, READ_MODELS, TIMEOUT_MS)) return this.get(state, request);
    return this.waitOf(state);
  }

  private async agentsFor(channel: LiveChannel, state: LiveState | undefined): Promise<Pick<Wait, 'agentsAvailable'>> {
    if (state?.status !== 'waiting') return {};
    return { agentsAvailable: await isAnyAvailable(this.rows, { ...state, channel }) };
  }

  /** Like `agentsFor`, for several requests: reads the agents once for those that wait in one queue. */
  private agentsForEach(): (request: LiveRequest & LiveState) => Promise<Pick<Wait, 'agentsAvailable'>> {
    const found = new Map<string, Promise<Pick<Wait, 'agentsAvailable'>>>();
    return (request) => {
      const queue = [request.status, request.channel, request.product, request.servedLanguage].join(' ');
      const agents = found.get(queue) ?? this.agentsFor(request.channel, request);
      found.set(queue, agents);
      return agents;
    };
  }

  /** IDs of the requester's requests that wait on a channel, as far as the read model knows. */
  waitingOf({ teamId, memberId }: MemberRef, channel: LiveChannel): Promise<readonly string[]> {
    return waitingOf(this.rows, { teamId, requesterId: memberId }, channel);
  }
}
