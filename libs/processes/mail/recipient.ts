import type { CommandExecutor } from '@ledgerdesk/application';
import { type Member, memberDecider } from '@ledgerdesk/domain';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { type DigestNotMailedReason, isLogged, type MemberAdded, memberStream } from '@ledgerdesk/events';

/** A member who can receive email. */
export interface Recipient {
  readonly name: string;
  readonly address: string;
  /** The member's preferred language (BCP 47). */
  readonly language: string;
  /** The member's current state, for checks that depend on the email. */
  readonly member: Member;
}

/** The member may not receive the email, or cannot. Retries are pointless unless that changes. */
export class NoRecipient extends Error {
  constructor(
    readonly reason: DigestNotMailedReason,
    message: string,
  ) {
    super(message);
  }
}

/** One mailbox. Imports generate addresses in `.invalid` (RFC 2606), which are excluded. */
const MAILBOX = /^[^\s@<>(),;:\\"[\]]+@[^\s@<>(),;:\\"[\]]+$/;
const isMailbox = (address: string): boolean => MAILBOX.test(address) && !address.endsWith('.invalid');

const readMemberAdded = async (
  log: Pick<ReadableLog, 'readStream'>,
  teamId: string,
  memberId: string,
): Promise<MemberAdded['data'] | undefined> => {
  const [stored] = await log.readStream(memberStream(teamId, memberId), { limit: 1 });
  const added = stored && decode(stored);
  return added && isLogged(added, ['MemberAdded']) ? added.data : undefined;
};

/** The recipient of an email, as of now. Throws NoRecipient if the member is not active or has no valid address. */
export const recipientOf = async (
  log: ReadableLog,
  executor: CommandExecutor,
  teamId: string,
  memberId: string,
): Promise<Recipient> => {
  const { state } = await executor.streams.read(memberDecider, memberStream(teamId, memberId));
  if (!state?.active) throw new NoRecipient('member-left', 'The member is not active.');
  const added = await readMemberAdded(log, teamId, memberId);
  if (!added || !isMailbox(added.email)) throw new NoRecipient('no-address', 'The member has no valid email address.');
  return { name: added.name, address: added.email, language: added.language, member: state };
};

/** Masks the local part of every email address in a text, for operators: `•••@acme.example`. */
export const maskAddresses = (text: string): string => text.replace(/[^\s@<>"'(),;:]+@/g, '•••@');

/** The member's address with its local part masked; null for a member who was never added. */
export const maskedAddress = async (
  log: Pick<ReadableLog, 'readStream'>,
  teamId: string,
  memberId: string,
): Promise<string | null> => {
  const added = await readMemberAdded(log, teamId, memberId);
  return added ? maskAddresses(added.email) : null;
};
