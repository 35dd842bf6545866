import type { DomainEvent, RecordedEvent } from '@ledgerdesk/kernel';

/** Types of objects in an object-centric log. */
export const OBJECT_TYPES = ['ticket', 'requester', 'agent', 'team', 'add-on', 'callback', 'chat'] as const;
export type ObjectType = (typeof OBJECT_TYPES)[number];

/** An object: its type and its id within it. Ids of different types may be equal. */
export interface ObjectRef {
  readonly type: ObjectType;
  readonly id: string;
}

/** An object with what it is to an event or to another object. */
export interface QualifiedRef extends ObjectRef {
  readonly qualifier: string;
}

/** The id of an object in the whole log. */
export const objectId = ({ type, id }: ObjectRef): string => `${type}:${id}`;

/** The data of an event as fields of any type: events of later versions may have any. */
export type Fields = Readonly<Record<string, unknown>>;

/** The text of a field; undefined if it has none. */
const textOf = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

type Ids = (fields: Fields) => string | undefined;

const idIn =
  (field: string): Ids =>
  (fields) =>
    textOf(fields, field);

/** The id of a member, which is unique within the team. */
const memberIn =
  (field: string): Ids =>
  (fields) => {
    const [teamId, memberId] = [textOf(fields, 'teamId'), textOf(fields, field)];
    return teamId !== undefined && memberId !== undefined ? `${teamId}.${memberId}` : undefined;
  };

const liveRequestIn =
  (channel: string): Ids =>
  (fields) =>
    fields['channel'] === channel ? textOf(fields, 'requestId') : undefined;

interface Relation {
  readonly type: ObjectType;
  readonly qualifier: string;
  readonly id: Ids;
}

/** What the fields of an event refer to, whatever its type. */
const RELATIONS: readonly Relation[] = [
  { type: 'team', qualifier: 'team', id: idIn('teamId') },
  { type: 'requester', qualifier: 'requester', id: memberIn('requesterId') },
  { type: 'requester', qualifier: 'member', id: memberIn('memberId') },
  { type: 'agent', qualifier: 'agent', id: idIn('agentId') },
  { type: 'agent', qualifier: 'transferred to', id: idIn('toAgentId') },
  { type: 'callback', qualifier: 'callback', id: idIn('callbackId') },
  { type: 'callback', qualifier: 'request', id: liveRequestIn('callback') },
  { type: 'chat', qualifier: 'chat', id: idIn('chatId') },
  { type: 'chat', qualifier: 'request', id: liveRequestIn('chat') },
  { type: 'ticket', qualifier: 'ticket', id: idIn('ticketId') },
  { type: 'ticket', qualifier: 'follows up', id: idIn('followUpOf') },
];

/** What single types refer to in addition. */
const RELATIONS_OF_TYPES: Readonly<Record<string, readonly Relation[]>> = {
  TicketMerged: [{ type: 'ticket', qualifier: 'merged into', id: idIn('into') }],
  TicketMergeReceived: [{ type: 'ticket', qualifier: 'merged from', id: idIn('from') }],
};

/** The streams of add-ons are named after them: `addOn-acme.dropbox`. */
const ADD_ON_STREAM = /^addOn-(.+)$/;

const actorRef = ({ kind, id }: { readonly kind: string; readonly id: string }): QualifiedRef | undefined => {
  if (kind === 'agent') return { type: 'agent', id, qualifier: 'performed by' };
  return kind === 'member' ? { type: 'requester', id, qualifier: 'performed by' } : undefined;
};

/** The objects that an event refers to, each with what it is to the event. */
export const objectsOf = ({ type, stream, data, metadata }: RecordedEvent): readonly QualifiedRef[] => {
  const fields: Fields = { ...data };
  const relations = [
    ...RELATIONS,
    ...(Object.hasOwn(RELATIONS_OF_TYPES, type) ? (RELATIONS_OF_TYPES[type] ?? []) : []),
  ];
  const refs = relations.flatMap(({ type: of, qualifier, id }): readonly QualifiedRef[] => {
    const found = id(fields);
    return found === undefined ? [] : [{ type: of, id: found, qualifier }];
  });
  const [, addOn] = ADD_ON_STREAM.exec(stream) ?? [];
  const actor = actorRef(metadata.actor);
  return [
    ...refs,
    ...(addOn === undefined ? [] : [{ type: 'add-on', id: addOn, qualifier: 'add-on' } as const]),
    ...(actor ? [actor] : []),
  ];
};

/** A relation from one object to another. */
export interface ObjectLink {
  readonly from: ObjectRef;
  readonly to: ObjectRef;
  readonly qualifier: string;
}

const named = (refs: readonly QualifiedRef[], qualifier: string): ObjectRef | undefined =>
  refs.find((ref) => ref.qualifier === qualifier);

const link = (from: ObjectRef | undefined, qualifier: string, to: ObjectRef | undefined): readonly ObjectLink[] =>
  from && to ? [{ from, to, qualifier }] : [];

/** The relations between objects that an event makes known. */
export const linksOf = ({ type }: DomainEvent, refs: readonly QualifiedRef[]): readonly ObjectLink[] => {
  const [team, requester, ticket] = ['team', 'requester', 'ticket'].map((name) => named(refs, name));
  const [callback, chat] = [named(refs, 'callback'), named(refs, 'chat')];
  switch (type) {
    case 'MemberAdded':
      return link(named(refs, 'member'), 'member of', team);
    case 'TicketOpened':
      return [
        ...link(ticket, 'opened by', requester),
        ...link(requester, 'member of', team),
        ...link(ticket, 'follows up', named(refs, 'follows up')),
      ];
    case 'TicketMerged':
      return link(ticket, 'merged into', named(refs, 'merged into'));
    case 'LiveSupportLinked':
      return link(ticket, 'created from', named(refs, 'request'));
    case 'CallbackRequested':
      return [...link(callback, 'requested by', requester), ...link(callback, 'about', ticket)];
    case 'CallbackGivenUp':
      return link(callback, 'continues as', ticket);
    case 'ChatStarted':
      return link(chat, 'requested by', requester);
    case 'ChatEnded':
      return link(chat, 'continues as', ticket);
    case 'AddOnPurchased':
      return link(named(refs, 'add-on'), 'belongs to', team);
    default:
      return [];
  }
};
