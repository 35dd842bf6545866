import {
  addOnStream,
  agentStream,
  callbackStream,
  chatStream,
  memberStream,
  policyStream,
  quarterStream,
  teamStream,
  ticketStream,
  webhookStream,
} from '@ledgerdesk/events';

/** The text before the last occurrence of a separator; the whole text if it does not occur. */
const before = (text: string, separator: string): string => {
  const at = text.lastIndexOf(separator);
  return at < 0 ? text : text.slice(0, at);
};

/** The text before the first dot. */
const first = (text: string): string => text.slice(0, text.indexOf('.'));

const ofTicket = (key: string): readonly string[] => [ticketStream(key)];
const belowTicket = (key: string): readonly string[] => [ticketStream(before(key, '/'))];

/** A chat or callback, and the ticket that it may have become, which has the same id. */
const ofLiveRequest = (key: string): readonly string[] => {
  const channel = first(key);
  const id = key.slice(channel.length + 1);
  return [channel === 'chat' ? chatStream(id) : callbackStream(id), ticketStream(id)];
};

/** A chat or callback by its stream, and the ticket that it may have become. */
const ofLiveStream = (key: string): readonly string[] => [key, ticketStream(key.slice(key.indexOf('-') + 1))];

const ofMember = (key: string): readonly string[] => {
  const [team = '', member = ''] = key.split('.', 2);
  return [memberStream(team, member)];
};

/** An add-on, or one of its charges: `team.product` or `team.product.charge`. */
const ofAddOn = (key: string): readonly string[] => {
  const [team = '', product = ''] = key.split('.', 2);
  return [addOnStream(team, product)];
};

/** Read models each of whose rows is made by the events of streams that its key names. */
const STREAMS: Readonly<Partial<Record<string, (key: string) => readonly string[]>>> = {
  'agent-queue': ofTicket,
  'response-report': (key) => (key.includes('.') ? [policyStream(first(key))] : ofTicket(key)),
  'ticket-flow': ofTicket,
  'ticket-list': ofTicket,
  'ticket-search': ofTicket,
  'ticket-thread': belowTicket,
  'ticket-attachments': belowTicket,
  attachments: belowTicket,
  'ticket-answers': (key) => [ticketStream(before(key, '.'))],
  'feature-digests': (key) => {
    const team = before(key, '.');
    return [quarterStream(team, key.slice(team.length + 1))];
  },
  'add-on-terms': ofAddOn,
  'add-on-ledger': ofAddOn,
  'agent-times': (key) => [agentStream(key.split('.')[1] ?? '')],
  'live-outcomes': ofLiveRequest,
  'live-queue': (key) => [key],
  'own-live-requests': ofLiveStream,
  'live-agents': (key) => [agentStream(key)],
  agents: (key) => [agentStream(key)],
  members: ofMember,
  teams: (key) => [teamStream(key)],
  webhooks: (key) => [webhookStream(key)],
};

/**
 * The streams that contain every event which can change a row; undefined if only a scan of the log finds them. A row is
 * then explained without reading the rest of the log.
 */
export const rowStreams = (model: string, key: string): readonly string[] | undefined => STREAMS[model]?.(key);
