import type { CommandExecutor } from '@ledgerdesk/application';
import { type Member, memberDecider } from '@ledgerdesk/domain';
import { decode, type ReadableLog, streamPagesOf } from '@ledgerdesk/event-store';
import { type DigestNotMailedReason, isLogged, type MemberAdded, memberStream } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';

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

/** Events that are read in one turn of the event loop, and bytes of them. */
const PAGE = { limit: 1_000, maxBytes: 262_144 };
const CONTACT_EVENTS = ['MemberAdded', 'MemberRenamed', 'MemberEmailChanged'] as const;

type Contact = Pick<MemberAdded['data'], 'name' | 'email'>;

const contactAfter = (contact: Contact | undefined, event: RecordedEvent): Contact | undefined => {
  if (!isLogged(event, CONTACT_EVENTS)) return contact;
  if (event.type === 'MemberAdded') return { name: event.data.name, email: event.data.email };
  return contact && { ...contact, ...('name' in event.data ? { name: event.data.name } : { email: event.data.email }) };
};

/** Name and address as last recorded; undefined if the member was never added. The member's state has neither. */
const readContact = async (
  log: Pick<ReadableLog, 'readStream'>,
  teamId: string,
  memberId: string,
): Promise<Contact | undefined> => {
  let contact: Contact | undefined;
  for await (const page of streamPagesOf(log, memberStream(teamId, memberId), PAGE))
    for (const event of page)
      if (CONTACT_EVENTS.some((type) => type === event.type)) contact = contactAfter(contact, decode(event));
  return contact;
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
  const contact = await readContact(log, teamId, memberId);
  if (!contact || !isMailbox(contact.email))
    throw new NoRecipient('no-address', 'The member has no valid email address.');
  return { name: contact.name, address: contact.email, language: state.language, member: state };
};

/** Masks the local part of every email address in a text, for operators: `•••@acme.example`. */
export const maskAddresses = (text: string): string => text.replace(/[^\s@<>"'(),;:]+@/g, '•••@');

/** The member's address with its local part masked; null for a member who was never added. */
export const maskedAddress = async (
  log: Pick<ReadableLog, 'readStream'>,
  teamId: string,
  memberId: string,
): Promise<string | null> => {
  const contact = await readContact(log, teamId, memberId);
  return contact ? maskAddresses(contact.email) : null;
};
