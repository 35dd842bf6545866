import { defineEvent, type EventOf } from './definition.js';

/** Kinds of people whose personal data can be erased. */
export const ERASABLE_SUBJECTS = ['member', 'agent', 'consultant', 'account-manager'] as const;
export type ErasableSubject = (typeof ERASABLE_SUBJECTS)[number];

/** A person whose personal data can be erased. */
export interface SubjectFields {
  /** Kind of the person. */
  kind: ErasableSubject;
  /** Id of the person: of a member, `<team id>.<member id>`; of an account manager, the subject of the team's event. */
  subjectId: string;
}

interface ErasureKey extends SubjectFields {
  /** Id of the erasure. */
  erasureId: string;
  /** Id of the team of a member. Null: the person is no member. */
  teamId: string | null;
}

/** Somebody requested that all personal data of a person is erased. The engine does it from then on. */
export type SubjectErasureRequested = EventOf<'SubjectErasureRequested', ErasureKey>;
/** The personal data of a person is erased: from the log, the read models, the outbox and the files. */
export type SubjectErased = EventOf<
  'SubjectErased',
  ErasureKey & {
    /**
     * Number of the person's tickets.
     * @asType integer
     */
    tickets: number;
    /**
     * Number of the person's chats.
     * @asType integer
     */
    chats: number;
    /**
     * Number of the person's callbacks.
     * @asType integer
     */
    callbacks: number;
    /**
     * Number of the person's inquiries about add-ons.
     * @asType integer
     */
    inquiries: number;
  }
>;
export type PrivacyEvent = SubjectErasureRequested | SubjectErased;

const key = { erasureId: 'er-1', kind: 'member', subjectId: 'acme.aiko', teamId: 'acme' } as const;

export const privacyEvents = [
  defineEvent<SubjectErasureRequested>('SubjectErasureRequested', { sample: key }),
  defineEvent<SubjectErased>('SubjectErased', {
    sample: { ...key, tickets: 12, chats: 2, callbacks: 1, inquiries: 1 },
  }),
];
