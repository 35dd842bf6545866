import { type CommandExecutor } from '@ledgerdesk/application';
import { memberDecider } from '@ledgerdesk/domain';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { isLogged, type MemberAdded, memberStream } from '@ledgerdesk/events';

/** Somebody who can be written to. */
export interface Recipient {
  readonly name: string;
  readonly address: string;
  /** BCP 47, as the member asked for it. */
  readonly language: string;
}

/** There is nobody to write to: no attempt will change that. */
export class NoRecipient extends Error {}

/** One mailbox. What imports make up (`.invalid`, RFC 2606) is none. */
const MAILBOX = /^[^\s@<>(),;:\\"[\]]+@[^\s@<>(),;:\\"[\]]+$/;
const isMailbox = (address: string): boolean => MAILBOX.test(address) && !address.endsWith('.invalid');

const addedIn = async (
  log: ReadableLog,
  teamId: string,
  memberId: string,
): Promise<MemberAdded['data'] | undefined> => {
  const [stored] = await log.readStream(memberStream(teamId, memberId), { limit: 1 });
  const added = stored && decode(stored);
  return added && isLogged(added, ['MemberAdded']) ? added.data : undefined;
};

/** The member as a mail needs it. Rejects with NobodyToWriteTo for someone who has left or has no address. */
export const recipientOf = async (
  log: ReadableLog,
  executor: CommandExecutor,
  teamId: string,
  memberId: string,
): Promise<Recipient> => {
  const { state } = await executor.streams.load(memberDecider, memberStream(teamId, memberId));
  if (!state?.active) throw new NoRecipient('The member has left.');
  const added = await addedIn(log, teamId, memberId);
  if (!added || !isMailbox(added.email)) throw new NoRecipient('The member has no address that can be written to.');
  return { name: added.name, address: added.email, language: added.language };
};

/** As much of a text as may be shown to those who look after mails: of an address no more than its domain. */
export const maskAddresses = (text: string): string => text.replace(/[^\s@<>"'(),;:]+@/g, '•••@');

/** The member's address as it may be shown; null where there is none. */
export const maskedAddress = async (log: ReadableLog, teamId: string, memberId: string): Promise<string | null> => {
  const added = await addedIn(log, teamId, memberId);
  return added ? maskAddresses(added.email) : null;
};
