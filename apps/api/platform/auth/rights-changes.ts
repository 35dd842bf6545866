import { EVENT_STORE } from '@ledgerdesk/application';
import type { EventStore } from '@ledgerdesk/event-store';
import { agentStream, memberStream, prefixOf } from '@ledgerdesk/events';
import { Inject, Injectable } from '@nestjs/common';
import { defer, filter, map, mergeMap, type Observable, retry, share, switchMap } from 'rxjs';
import type { MemberRef } from './caller.js';

/** An agent who holds a right. */
export interface AgentRef {
  readonly agentId: string;
}

/** Who holds the right to an event stream. */
export type RightHolder = MemberRef | AgentRef;

const RETRY_MS = 1_000;
/** Streams from which rights derive: roles and Champion levels of members, the team, its add-ons; agents. */
const PREFIXES = [prefixOf('member'), prefixOf('team'), prefixOf('addOn'), prefixOf('agent')];

/** Tells when rights of members and agents may have changed. All followers share one subscription to the log. */
@Injectable()
export class RightsChanges {
  private readonly streams: Observable<string>;

  constructor(@Inject(EVENT_STORE) store: EventStore) {
    const begin = async () => store.head();
    this.streams = defer(begin).pipe(
      switchMap((head) => store.subscribe(head, { streamPrefixes: PREFIXES })),
      map((message) => (message.kind === 'events' ? message.events : [])),
      mergeMap((events) => new Set(events.map(({ stream }) => stream))),
      retry({ delay: RETRY_MS }),
      share(),
    );
  }

  /** Emits when an event of the agent or member, or of the member's team or its add-ons, is recorded. */
  of(holder: RightHolder): Observable<unknown> {
    if ('agentId' in holder) {
      const agent = agentStream(holder.agentId);
      return this.streams.pipe(filter((stream) => stream === agent));
    }
    const { teamId, memberId } = holder;
    const own = memberStream(teamId, memberId);
    const team = `${prefixOf('team')}${teamId}`;
    const addOns = `${prefixOf('addOn')}${teamId}.`;
    return this.streams.pipe(filter((stream) => stream === own || stream === team || stream.startsWith(addOns)));
  }
}
