import { prefixOf } from '@ledgerdesk/events';
import { note } from '../finding.js';
import type { Report } from '../findings.js';
import type { CheckedEvent, LogCheck } from '../log-check.js';

/** Fields with ids that clients chose, by the type of the event that introduces them. */
const GIVEN_IDS: ReadonlyMap<string, { readonly who: string; readonly field: string }> = new Map([
  ['MemberAdded', { who: 'members', field: 'memberId' }],
  ['AgentRegistered', { who: 'agents', field: 'agentId' }],
  ['TeamRegistered', { who: 'teams', field: 'teamId' }],
]);

/** Consultants are agents who get a stream with their first appointment. */
const CONSULTANTS = prefixOf('consultant');

/** A mail address, or two words of letters: `aiko-tanaka`, `aiko_tanaka`. Random ids have digits. */
const NAME = /@|^\p{L}{2,}[-_]\p{L}{2,}$/u;

/**
 * Counts ids of people and teams that look like names or mail addresses: they stay in clear after an erasure. The
 * report shows none of them.
 */
export class NamedIds implements LogCheck {
  private readonly counts = new Map<string, number>();

  check({ stored: { type, stream, revision }, data }: CheckedEvent): void {
    const given = GIVEN_IDS.get(type);
    if (given) this.count(given.who, data?.[given.field]);
    else if (revision === 0 && stream.startsWith(CONSULTANTS))
      this.count('consultants', stream.slice(CONSULTANTS.length));
  }

  private count(who: string, id: unknown): void {
    if (typeof id === 'string' && NAME.test(id)) this.counts.set(who, (this.counts.get(who) ?? 0) + 1);
  }

  end(report: Report): void {
    for (const [who, count] of this.counts)
      report(
        note(
          'id-like-name',
          `ids of ${who}`,
          `${count} look like names or mail addresses; ids outlive an erasure: use random ones`,
        ),
      );
  }
}
