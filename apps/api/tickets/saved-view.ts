import { type CommandEnvelope, CommandExecutor, derivedId } from '@ledgerdesk/application';
import type { Member, TicketView } from '@ledgerdesk/domain';
import { memberSubject } from '@ledgerdesk/events';
import { Injectable } from '@nestjs/common';
import type { MemberRef } from '../platform/auth/caller.js';
import { Problem } from '../platform/http/problem.js';

/** The id that versions before 0.2.0 gave a view: whoever has it can try names until one matches. */
const earlierIdOf = ({ teamId, memberId }: Member, name: string): string =>
  derivedId('ticket-view', teamId, memberId, name);

/** Finds saved views of members by their names, which are personal data and must not appear in ids. */
@Injectable()
export class SavedViews {
  constructor(private readonly executor: CommandExecutor) {}

  /** The id of a view, derived from its name under the key of the member. A view keeps the id that it has. */
  async idOf(member: Member, name: string): Promise<string> {
    const earlier = earlierIdOf(member, name);
    if (member.views.some(({ viewId }) => viewId === earlier)) return earlier;
    return this.executor.keyedId(memberSubject(member.teamId, member.memberId), 'ticket-view', name);
  }

  /**
   * The envelope of a command on a view. The name is in the path, and so in what an ID and a hash derive from, both of
   * which are recorded: they derive from these under the key of the member. A fresh ID is random.
   */
  async keyed({ teamId, memberId }: MemberRef, envelope: CommandEnvelope): Promise<CommandEnvelope> {
    const keyed = (...parts: readonly string[]): Promise<string> =>
      this.executor.keyedId(memberSubject(teamId, memberId), ...parts);
    const { commandId: id, requestHash, correlationId, causationId, fresh } = envelope;
    const commandId = fresh ? id : await keyed('command', id);
    return {
      ...envelope,
      commandId,
      requestHash: await keyed('request', requestHash),
      correlationId: correlationId === id ? commandId : correlationId,
      causationId: causationId === id ? commandId : causationId,
    };
  }

  /** The member's view of that name. Throws Problem if there is none. */
  async find(member: Member, name: string): Promise<TicketView> {
    const viewId = await this.idOf(member, name);
    const view = member.views.find((candidate) => candidate.viewId === viewId);
    if (!view) throw new Problem(404, 'view-not-found', 'View not found.');
    return view;
  }
}
