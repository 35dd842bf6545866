import { decode, type ReadableLog, START } from '@ledgerdesk/event-store';
import { type AdminRolesAssigned, type MemberAdded, prefixOf } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';

const FILTER = { streamPrefixes: [prefixOf('member')], types: ['MemberAdded', 'AdminRolesAssigned'] };

const isAboutRoles = (event: RecordedEvent): event is RecordedEvent<MemberAdded | AdminRolesAssigned> =>
  FILTER.types.includes(event.type);

/**
 * Who was ever given a role, by team: members have a stream each, and no stream names them all. Reads on from where it
 * has looked last; whether somebody still is an admin, the own stream says.
 */
export class TeamAdmins {
  private readonly everAdmins = new Map<string, Set<string>>();
  private lookedAt = START;
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly log: ReadableLog) {}

  /** Ids of members who have, or had, a role, as of now. */
  async of(teamId: string): Promise<readonly string[]> {
    this.reading = this.reading.catch(() => undefined).then(() => this.readOn());
    await this.reading;
    return [...(this.everAdmins.get(teamId) ?? [])];
  }

  private async readOn(): Promise<void> {
    for (let end = false; !end;) {
      const page = await this.log.readAll({ after: this.lookedAt, filter: FILTER });
      for (const event of page.events.map(decode).filter(isAboutRoles)) this.keep(event.data);
      this.lookedAt = page.lookedAt;
      end = page.end;
    }
  }

  private keep({ teamId, memberId, roles }: (MemberAdded | AdminRolesAssigned)['data']): void {
    if (roles.length === 0) return;
    const members = this.everAdmins.get(teamId) ?? new Set();
    this.everAdmins.set(teamId, members.add(memberId));
  }
}
