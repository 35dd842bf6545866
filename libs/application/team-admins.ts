import { decode, pagesOf, type ReadableLog, START } from '@ledgerdesk/event-store';
import { type AdminRolesAssigned, isLogged, type MemberAdded, prefixOf } from '@ledgerdesk/events';

const TYPES = ['MemberAdded', 'AdminRolesAssigned'] as const;
const FILTER = { streamPrefixes: [prefixOf('member')], types: TYPES };

/**
 * Index of the members who have, or had, an admin role, by team. Needed because each member has a separate stream
 * and no stream lists a team's members. Reads only new events; the member's own stream says who is an admin now.
 */
export class TeamAdmins {
  private readonly memberIdsByTeam = new Map<string, Set<string>>();
  private position = START;
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly log: ReadableLog) {}

  /** IDs of the members of a team who have, or had, a role, up to the head of the log. */
  async of(teamId: string): Promise<readonly string[]> {
    this.reading = this.reading.catch(() => undefined).then(() => this.catchUp());
    await this.reading;
    return [...(this.memberIdsByTeam.get(teamId) ?? [])];
  }

  private async catchUp(): Promise<void> {
    for await (const { events, scannedTo } of pagesOf(this.log, { after: this.position, filter: FILTER })) {
      for (const event of events.map(decode)) if (isLogged(event, TYPES)) this.add(event.data);
      this.position = scannedTo;
    }
  }

  private add({ teamId, memberId, roles }: (MemberAdded | AdminRolesAssigned)['data']): void {
    if (roles.length === 0) return;
    const memberIds = this.memberIdsByTeam.get(teamId) ?? new Set();
    this.memberIdsByTeam.set(teamId, memberIds.add(memberId));
  }
}
