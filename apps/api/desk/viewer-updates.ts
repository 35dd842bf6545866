import { EngineClock } from '@ledgerdesk/application';
import type { Timers } from '@ledgerdesk/kernel';
import type { Presence } from '@ledgerdesk/presence';
import { Inject, Injectable } from '@nestjs/common';
import {
  concatMap,
  defer,
  finalize,
  from,
  map,
  merge,
  Observable,
  of,
  ReplaySubject,
  retry,
  scan,
  share,
  Subject,
  throttle,
} from 'rxjs';
import type { EventBatch } from '../platform/http/event-stream.js';
import { PRESENCE, TIMERS } from '../platform/tokens.js';
import { toTicketPresence, type TicketPresence } from './ticket-presence.view.js';

/** Expiries, and changes that other engines have stored, are seen after this time at the latest. */
const POLL_MS = 2_000;
const RETRY_MS = 1_000;
/** Agents on tickets that are told of, in all. */
const MAX_VIEWERS = 2_000;

/** Who is on which ticket, and the tickets for which that has changed. */
interface Snapshot {
  readonly tickets: ReadonlyMap<string, TicketPresence>;
  readonly changed: readonly TicketPresence[];
}

const NOTHING: Snapshot = { tickets: new Map(), changed: [] };

const byTicket = (presences: readonly TicketPresence[]): ReadonlyMap<string, TicketPresence> =>
  new Map(presences.map((presence) => [presence.id, presence]));

/** The next snapshot: a ticket has changed if its agents have, and if it has none any more. */
const snapshotAfter = ({ tickets: before }: Snapshot, presences: readonly TicketPresence[]): Snapshot => {
  const tickets = byTicket(presences);
  const changed = presences.filter((one) => JSON.stringify(one) !== JSON.stringify(before.get(one.id)));
  const left = [...before.keys()].filter((id) => !tickets.has(id)).map((id) => ({ id, agents: [] }));
  return { tickets, changed: [...changed, ...left] };
};

/**
 * Emits which agents have which tickets open. All followers share one reader of the presence store, which reads after
 * each change in this engine and every two seconds while there are followers.
 */
@Injectable()
export class ViewerUpdates {
  private readonly changes = new Subject<void>();
  private readonly snapshots: Observable<Snapshot>;

  constructor(
    @Inject(PRESENCE) private readonly presence: Presence,
    @Inject(TIMERS) private readonly timers: Timers,
    private readonly clock: EngineClock,
  ) {
    this.snapshots = defer(() => this.reads()).pipe(
      retry({ delay: RETRY_MS }),
      scan(snapshotAfter, NOTHING),
      share({ connector: () => new ReplaySubject(1) }),
    );
  }

  /** Makes followers see a change of this engine at once. */
  notify(): void {
    this.changes.next();
  }

  /** Emits the agents on all tickets, marked as `reset`, then those of each ticket for which they change. */
  follow(): Observable<EventBatch> {
    return this.snapshots.pipe(
      map(({ tickets, changed }, index) =>
        index === 0 ? { reset: true, tickets: [...tickets.values()] } : { reset: false, tickets: changed },
      ),
      map((data) => (data.reset || data.tickets.length > 0 ? [{ event: 'presence', data }] : [])),
    );
  }

  /** Reads the store now, at each change, and regularly; at most once at a time. */
  private reads(): Observable<readonly TicketPresence[]> {
    return defer(() => {
      const isRead = new Subject<void>();
      return merge(of(undefined), this.changes, this.polls()).pipe(
        throttle(() => isRead, { leading: true, trailing: true }),
        concatMap(() => from(this.read()).pipe(finalize(() => isRead.next()))),
      );
    });
  }

  private async read(): Promise<readonly TicketPresence[]> {
    return toTicketPresence(await this.presence.viewersAt(this.clock.now(), MAX_VIEWERS));
  }

  private polls(): Observable<void> {
    return new Observable((subscriber) => {
      let cancel = (): void => undefined;
      const again = (): void => {
        subscriber.next();
        cancel = this.timers.after(POLL_MS, again);
      };
      cancel = this.timers.after(POLL_MS, again);
      return () => cancel();
    });
  }
}
