import {
  count,
  field,
  first,
  idAfter,
  integer,
  isType,
  last,
  lastOf,
  minutesBetween,
  number,
  personal,
  streams,
  text,
  time,
  type View,
} from './view.js';

/** The agent of a request after an event that gave it to one, or back to the queue: then null, which is left out. */
const AGENT_AFTER =
  `CASE WHEN type IN ('CallbackTransferred', 'ChatTransferred') THEN ${field('toAgentId')} ` +
  `ELSE ${field('agentId')} END`;

const REQUESTED = 'CallbackRequested';
const TAKEN_OR_WAITING = `CASE WHEN ${field('toAgentId')} IS NULL THEN 'waiting' ELSE 'taken' END`;
const ENDED = ['CallbackCompleted', 'CallbackGivenUp', 'CallbackCancelled'];

/** One row a callback. */
export const callbacks: View = {
  name: 'callbacks',
  description: 'A row for each callback.',
  from: `${streams('callback-')} GROUP BY stream HAVING ${count(REQUESTED)} > 0`,
  columns: [
    text('callback_id', 'Id of the callback.', idAfter('callback-')),
    text('team_id', 'Id of the team of the requester.', first(field('teamId'), REQUESTED)),
    text('requester_id', 'Id of the requester, unique within the team.', first(field('requesterId'), REQUESTED)),
    text('product', 'Product that it is about.', first(field('product'), REQUESTED)),
    text('issue_type', 'Issue type; null if none was named.', first(field('issueType'), REQUESTED)),
    text('terms', '`premium` or `standard`.', first(field('terms'), REQUESTED)),
    text(
      'served_language',
      'Language in which support calls.',
      last(field('servedLanguage'), REQUESTED, 'CallbackLanguageChanged'),
    ),
    text('phone', 'Number to call; null once it is erased.', first(personal('phone'), REQUESTED)),
    text('reason', 'Reason that the requester gave; null for none.', first(personal('reason'), REQUESTED)),
    text('about_ticket_id', 'Ticket that it is about; null for none.', first(field('ticketId'), REQUESTED)),
    text('became_ticket_id', 'Ticket that it continues as; null for none.', last(field('ticketId'), 'CallbackGivenUp')),
    text(
      'status',
      '`waiting`, `taken`, `completed`, `given-up` or `cancelled`.',
      lastOf({
        CallbackRequested: `'waiting'`,
        CallbackTaken: `'taken'`,
        CallbackReturned: `'waiting'`,
        CallbackUnanswered: `'waiting'`,
        CallbackTransferred: TAKEN_OR_WAITING,
        CallbackCompleted: `'completed'`,
        CallbackGivenUp: `'given-up'`,
        CallbackCancelled: `'cancelled'`,
      }),
    ),
    text('cancelled_by', 'Why it was cancelled; null unless it was.', last(field('reason'), 'CallbackCancelled')),
    text(
      'agent_id',
      'Agent who has taken it, or had last; null if nobody has.',
      `arg_max(${AGENT_AFTER}, position) FILTER (WHERE ${isType('CallbackTaken', 'CallbackTransferred')})`,
    ),
    integer('attempts', 'Number of unanswered calls.', count('CallbackUnanswered')),
    time('requested_at', 'When it was requested.', first('occurred_at', REQUESTED)),
    time('taken_at', 'When an agent first took it; null before.', first('occurred_at', 'CallbackTaken')),
    time('ended_at', 'When it was completed, given up or cancelled; null before.', last('occurred_at', ...ENDED)),
    number(
      'wait_minutes',
      'Minutes until an agent first took it; null before.',
      minutesBetween(first('occurred_at', REQUESTED), first('occurred_at', 'CallbackTaken')),
    ),
  ],
};

const STARTED = 'ChatStarted';
const RUNNING_OR_WAITING = `CASE WHEN ${field('toAgentId')} IS NULL THEN 'waiting' ELSE 'running' END`;

/** One row a chat. */
export const chats: View = {
  name: 'chats',
  description: 'A row for each chat.',
  from: `${streams('chat-')} GROUP BY stream HAVING ${count(STARTED)} > 0`,
  columns: [
    text('chat_id', 'Id of the chat.', idAfter('chat-')),
    text('team_id', 'Id of the team of the requester.', first(field('teamId'), STARTED)),
    text('requester_id', 'Id of the requester, unique within the team.', first(field('requesterId'), STARTED)),
    text('product', 'Product that it is about.', first(field('product'), STARTED)),
    text('issue_type', 'Issue type.', first(field('issueType'), STARTED)),
    text('terms', '`premium` or `standard`.', first(field('terms'), STARTED)),
    text(
      'served_language',
      'Language in which support replies.',
      last(field('servedLanguage'), STARTED, 'ChatLanguageChanged'),
    ),
    text(
      'status',
      '`waiting`, `running` or `ended`.',
      lastOf({
        ChatStarted: `'waiting'`,
        ChatJoined: `'running'`,
        ChatReturned: `'waiting'`,
        ChatTransferred: RUNNING_OR_WAITING,
        ChatEnded: `'ended'`,
      }),
    ),
    text('ending', 'How it ended: `agent`, `requester`, `idle`, …; null before.', last(field('reason'), 'ChatEnded')),
    text(
      'agent_id',
      'Agent in the chat, or the last one; null if nobody joined.',
      `arg_max(${AGENT_AFTER}, position) FILTER (WHERE ${isType('ChatJoined', 'ChatTransferred')})`,
    ),
    text('became_ticket_id', 'Ticket that the transcript became; null for none.', last(field('ticketId'), 'ChatEnded')),
    integer('messages', 'Number of messages.', count(STARTED, 'ChatMessagePosted')),
    time('started_at', 'When it was started.', first('occurred_at', STARTED)),
    time('joined_at', 'When an agent first joined; null before.', first('occurred_at', 'ChatJoined')),
    time('ended_at', 'When it ended; null before.', last('occurred_at', 'ChatEnded')),
    number(
      'wait_minutes',
      'Minutes until an agent first joined; null before.',
      minutesBetween(first('occurred_at', STARTED), first('occurred_at', 'ChatJoined')),
    ),
  ],
};
