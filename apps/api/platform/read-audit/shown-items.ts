import { ID_PATTERN, isRecord } from '@ledgerdesk/kernel';
import { READ_SUBJECT_KINDS } from '@ledgerdesk/read-audit';

/** The people and resources that a response shows, as `<kind>:<id>`. */
export class ShownItems {
  readonly subjects = new Set<string>();
  readonly resources = new Set<string>();
  /** Tickets, chats and callbacks that are shown without their requester. */
  readonly unowned = new Set<string>();

  /** Adds what a response, or a part of it, shows. `teamId`: the team of members that are named without one. */
  add(value: unknown, teamId?: string): void {
    if (Array.isArray(value)) for (const item of value) this.add(item, teamId);
    else if (isRecord(value)) this.addObject(value, teamOf(value) ?? teamId);
  }

  /** Adds a resource, without its requester. */
  addResource(kind: string, id: unknown): void {
    if (!isId(id)) return;
    this.resources.add(`${kind}:${id}`);
    if (OWNED.has(kind)) this.unowned.add(`${kind}:${id}`);
  }

  /** Adds what an event of a stream of updates is about: its name is the kind, and `id` of its data the id. */
  addEvent(kind: string, data: unknown): void {
    const id = idOf(data);
    if (OWNED.has(kind)) this.addResource(kind, id);
    else if (kind === 'agent' && isId(id)) this.subjects.add(`agent:${id}`);
  }

  addMember(teamId: string | undefined, memberId: unknown): boolean {
    if (teamId === undefined || !isId(memberId)) return false;
    this.subjects.add(`member:${teamId}.${memberId}`);
    return true;
  }

  private addObject(value: Record<string, unknown>, teamId: string | undefined): void {
    this.addActor(value, teamId);
    this.addMember(teamId, value['memberId']);
    const isOwned = this.addRequester(value, teamId);
    for (const [name, part] of Object.entries(value)) {
      if (typeof part === 'string') this.addId(name, part, isOwned);
      else if (part !== null && typeof part === 'object') this.addPart(name, part, teamId);
    }
    const { channel, requestId } = value;
    if (channel === 'chat' || channel === 'callback') {
      if (isOwned && isId(requestId)) this.resources.add(`${channel}:${requestId}`);
      else this.addResource(channel, requestId);
    }
    if (teamId !== undefined && value['accountManager']) this.subjects.add(`account-manager:${teamId}`);
  }

  /** Adds the requester of a ticket, chat or callback; false if the object does not name one. */
  private addRequester({ requesterId, requester }: Record<string, unknown>, teamId: string | undefined): boolean {
    return this.addMember(teamId, requesterId) || this.addMember(teamId, idOf(requester));
  }

  private addId(name: string, id: string, isOwned: boolean): void {
    const resource = RESOURCE_IDS[name];
    if (resource !== undefined && isId(id)) {
      this.resources.add(`${resource}:${id}`);
      if (!isOwned && OWNED.has(resource)) this.unowned.add(`${resource}:${id}`);
    } else if (AGENT_IDS.has(name) && isId(id)) this.subjects.add(`agent:${id}`);
    else if (name === 'consultantId' && isId(id)) this.subjects.add(`consultant:${id}`);
    else if (name === 'stream') this.addStream(id, isOwned);
  }

  private addPart(name: string, part: object, teamId: string | undefined): void {
    if (name === 'subjects' && Array.isArray(part)) return this.addSubjects(part);
    const id = idOf(part);
    if (AGENTS.has(name) && isId(id)) this.subjects.add(`agent:${id}`);
    else if (name === 'consultant' && isId(id)) this.subjects.add(`consultant:${id}`);
    else if (name === 'member') this.addMember(teamId, id);
    this.add(part, teamId);
  }

  /** The subjects of a record of the read audit. */
  private addSubjects(texts: readonly unknown[]): void {
    for (const text of texts) if (typeof text === 'string' && SUBJECT.test(text)) this.subjects.add(text);
  }

  /** An author or actor: a kind and an id. */
  private addActor({ kind, id }: Record<string, unknown>, teamId: string | undefined): void {
    if ((kind === 'agent' || kind === 'consultant') && isId(id)) this.subjects.add(`${kind}:${id}`);
    else if (kind === 'requester') this.addMember(teamId, id);
    else if (kind === 'member' && typeof id === 'string') {
      const [team, member, ...rest] = id.split('.');
      if (rest.length === 0 && isId(team)) this.addMember(team, member);
    }
  }

  /** The stream of an event, such as `ticket-t1` or `member-acme.aiko`. */
  private addStream(stream: string, isOwned: boolean): void {
    const dash = stream.indexOf('-');
    const [category, id] = [stream.slice(0, dash), stream.slice(dash + 1)];
    if (category === 'member') this.addActor({ kind: 'member', id }, undefined);
    else if (category === 'agent' || category === 'consultant') {
      if (isId(id)) this.subjects.add(`${category}:${id}`);
    } else if (STREAM_RESOURCES.has(category) && isId(id)) {
      this.resources.add(`${category}:${id}`);
      if (!isOwned && OWNED.has(category)) this.unowned.add(`${category}:${id}`);
    }
  }
}

/** Kinds of resources whose texts are those of a requester. */
const OWNED: ReadonlySet<string> = new Set(['ticket', 'chat', 'callback']);
const STREAM_RESOURCES: ReadonlySet<string> = new Set(['ticket', 'chat', 'callback', 'team', 'webhook']);
/** Properties that hold the id of a resource, and its kind. */
const RESOURCE_IDS: Readonly<Partial<Record<string, string>>> = {
  ticketId: 'ticket',
  chatId: 'chat',
  callbackId: 'callback',
  teamId: 'team',
  webhookId: 'webhook',
  inquiryId: 'inquiry',
  consultationId: 'consultation',
  mailId: 'mail',
  deliveryId: 'delivery',
};
/** Properties that hold the id of an agent, or an object with the agent's id. */
const AGENT_IDS: ReadonlySet<string> = new Set(['agentId', 'assignedTo', 'toAgentId', 'fromAgentId', 'transferredBy']);
const AGENTS: ReadonlySet<string> = new Set(['agent', 'assignee', 'assignedTo']);

const SUBJECT = new RegExp(`^(?:${READ_SUBJECT_KINDS.join('|')}):[A-Za-z0-9_.-]{1,129}$`);

/** Ids only: a path or field may hold any text. */
const isId = (value: unknown): value is string => typeof value === 'string' && ID_PATTERN.test(value);

const idOf = (value: unknown): unknown => (isRecord(value) ? value['id'] : undefined);

const teamOf = ({ teamId, team }: Record<string, unknown>): string | undefined => {
  const id = teamId ?? idOf(team);
  return isId(id) ? id : undefined;
};

/** Path parameters that name a resource, and its kind. */
const PATH_RESOURCES: Readonly<Partial<Record<string, string>>> = {
  ...RESOURCE_IDS,
  agentId: 'agent',
  eventId: 'event',
  sha256: 'file',
  name: 'read-model',
};

/** Adds what the path of a request names, whether or not it exists. */
export const addPathResources = (shown: ShownItems, params: unknown): string | undefined => {
  if (!isRecord(params)) return undefined;
  for (const [name, id] of Object.entries(params)) {
    const kind = PATH_RESOURCES[name];
    if (kind !== undefined) shown.addResource(kind, id);
  }
  const { teamId, memberId, kind: subjectKind, subjectId } = params;
  const subject = `${String(subjectKind)}:${String(subjectId)}`;
  if (SUBJECT.test(subject)) shown.resources.add(subject);
  if (isId(teamId) && isId(memberId)) shown.resources.add(`member:${teamId}.${memberId}`);
  return isId(teamId) ? teamId : undefined;
};
