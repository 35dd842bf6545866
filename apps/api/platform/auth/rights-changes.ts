import { EVENT_STORE } from '@ledgerdesk/application';
import type { EventStore } from '@ledgerdesk/event-store';
import { memberStream, prefixOf } from '@ledgerdesk/events';
import { Inject, Injectable } from '@nestjs/common';
import { defer, filter, map, mergeMap, type Observable, retry, share, switchMap } from 'rxjs';
import type { MemberRef } from './caller.js';

const RETRY_MS = 1_000;
/** Streams from which rights of members derive: roles and Champion levels, the team, its add-ons. */
const PREFIXES = [prefixOf('member'), prefixOf('team'), prefixOf('addOn')];

/** Tells when rights of members may have changed. All followers share one subscription to the log. */
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

  /** Emits when an event of the member, or of its team or the team's add-ons, is recorded. */
  of({ teamId, memberId }: MemberRef): Observable<unknown> {
    const own = memberStream(teamId, memberId);
    const team = `${prefixOf('team')}${teamId}`;
    const addOns = `${prefixOf('addOn')}${teamId}.`;
    return this.streams.pipe(filter((stream) => stream === own || stream === team || stream.startsWith(addOns)));
  }
}
