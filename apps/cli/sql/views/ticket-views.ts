import {
  count,
  field,
  first,
  flag,
  idAfter,
  integer,
  isType,
  json,
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

const COUNTED = ['TicketOpened', 'TicketReclassified'];
const OPENED = 'TicketOpened';

const STATUS = lastOf({
  TicketOpened: `'open'`,
  TicketHeld: `'on-hold'`,
  TicketResumed: `'open'`,
  TicketSolved: `'solved'`,
  TicketReopened: `'open'`,
  TicketClosed: `'closed'`,
  TicketMerged: `'closed'`,
});
const ASSIGNEE = lastOf({ TicketAssigned: field('agentId'), TicketUnassigned: 'NULL' });
const ANSWERED_AT = `coalesce(TRY_CAST(${field('writtenAt')} AS TIMESTAMP), occurred_at)`;

/** One row a ticket. */
export const tickets: View = {
  name: 'tickets',
  description: 'A row for each ticket, as of the last event.',
  from: `${streams('ticket-')} GROUP BY stream HAVING ${count(OPENED)} > 0`,
  columns: [
    text('ticket_id', 'Id of the ticket.', idAfter('ticket-')),
    text('team_id', 'Id of the team of the requester.', first(field('teamId'), OPENED)),
    text('requester_id', 'Id of the requester, unique within the team.', first(field('requesterId'), OPENED)),
    text('product', 'Product, by the last classification.', last(field('product'), ...COUNTED)),
    text('issue_type', 'Issue type, by the last classification.', last(field('issueType'), ...COUNTED)),
    text('language', 'Language of the request (BCP 47).', first(field('language'), OPENED)),
    text('served_language', 'Language in which support replies.', first(field('servedLanguage'), OPENED)),
    text(
      'channel',
      'Where it came from: `chat`, `callback`, or `ticket` if the requester opened it.',
      `coalesce(${first(field('channel'), 'LiveSupportLinked')}, 'ticket')`,
    ),
    text(
      'level',
      'Edition or Champion level of the entitlement; null for standard support.',
      first(field('entitlement.level'), OPENED),
    ),
    text(
      'entitlement_source',
      '`team` or `champion`; null for standard support.',
      first(field('entitlement.source'), OPENED),
    ),
    number(
      'target_minutes',
      'Response target of the entitlement; null for standard support.',
      first(field('entitlement.targetMinutes'), OPENED),
    ),
    text('subject', 'Subject; null once it is erased.', first(personal('subject'), OPENED)),
    text('follow_up_of', 'The ticket that it follows up; null for none.', first(field('followUpOf'), OPENED)),
    text('status', '`open`, `on-hold`, `solved` or `closed`.', STATUS),
    text('assignee', 'Agent to whom it is assigned; null for none.', ASSIGNEE),
    time('opened_at', 'When it was opened.', first('occurred_at', OPENED)),
    time(
      'first_answered_at',
      'When an agent first answered; null before.',
      `min(${ANSWERED_AT}) FILTER (WHERE ${isType('TicketAnswered')})`,
    ),
    time('last_solved_at', 'When it was last solved; null if never.', last('occurred_at', 'TicketSolved')),
    time(
      'closed_at',
      'When it was closed or merged; null before.',
      last('occurred_at', 'TicketClosed', 'TicketMerged'),
    ),
    integer('answers', 'Number of answers of agents.', count('TicketAnswered')),
    integer('replies', 'Number of replies of the requester.', count('TicketReplied')),
    integer('notes', 'Number of internal notes.', count('InternalNoteAdded')),
    integer('holds', 'Number of times it was put on hold.', count('TicketHeld')),
    integer('reopened', 'Number of times it was reopened.', count('TicketReopened')),
    text('merged_into', 'The ticket into which it was merged; null for none.', last(field('into'), 'TicketMerged')),
    flag('erased', 'Whether its texts were erased.', `${count('TicketErased')} > 0`),
  ],
};

const STARTED = 'ResponseClockStarted';
const STOPPED = 'ResponseClockStopped';
const STOP_REASON = last(field('reason'), STOPPED);
const BREACHED = `(${count('ResponseTargetBreached')} > 0 OR coalesce(${last(
  `${field('reason')} = 'answered' AND ${field('inTime')} = 'false'`,
  STOPPED,
)}, false))`;
const IS_PAUSED = `coalesce(${lastOf({ ResponseClockPaused: 'true', ResponseClockResumed: 'false' })}, false)`;

/** One row a response clock. */
export const clocks: View = {
  name: 'clocks',
  description: 'A row for each response clock of a ticket.',
  from: `${streams('ticket-')} AND ${isType(
    STARTED,
    STOPPED,
    'ResponseClockPaused',
    'ResponseClockResumed',
    'ResponseAtRisk',
    'ResponseTargetBreached',
  )} GROUP BY stream, ${field('clock')} HAVING ${count(STARTED)} > 0`,
  columns: [
    text('ticket_id', 'Id of the ticket.', idAfter('ticket-')),
    integer('clock', 'Number of the clock of the ticket, from 1.', field('clock')),
    text('team_id', 'Id of the team of the requester.', first(field('teamId'), STARTED)),
    text('requester_id', 'Id of the requester, unique within the team.', first(field('requesterId'), STARTED)),
    text('served_language', 'Language in which support replies.', first(field('servedLanguage'), STARTED)),
    text('decided_by', 'Target that decides: `edition` or `japanese-desk`.', first(field('decidedBy'), STARTED)),
    time('started_at', 'When it started.', first(field('startedAt'), STARTED)),
    time('first_due_at', 'When the answer was due at its start.', first(field('dueAt'), STARTED)),
    time(
      'due_at',
      'When the answer is due, after pauses; null while it is paused.',
      lastOf({ [STARTED]: field('dueAt'), ResponseClockPaused: 'NULL', ResponseClockResumed: field('dueAt') }),
    ),
    time('stopped_at', 'When it stopped; null before.', last(field('stoppedAt'), STOPPED)),
    text('stop_reason', '`answered`, `solved-unanswered` or `merged`; null while it runs.', STOP_REASON),
    integer('pauses', 'Number of pauses.', count('ResponseClockPaused')),
    flag('warned', 'Whether the warning came that it is due soon.', `${count('ResponseAtRisk')} > 0`),
    flag('breached', 'Whether the target was missed: by the due time, or by a late answer.', BREACHED),
    text(
      'outcome',
      '`breached`, `met`, `unanswered` (solved without an answer), `merged`, `paused` or `running`.',
      `CASE WHEN ${BREACHED} THEN 'breached' WHEN ${STOP_REASON} = 'answered' THEN 'met' ` +
        `WHEN ${STOP_REASON} = 'solved-unanswered' THEN 'unanswered' WHEN ${STOP_REASON} = 'merged' THEN 'merged' ` +
        `WHEN ${IS_PAUSED} THEN 'paused' ELSE 'running' END`,
    ),
    number(
      'answer_minutes',
      'Minutes from the start to the answer, pauses included; null without an answer.',
      minutesBetween(
        first(field('startedAt'), STARTED),
        last(`CASE WHEN ${field('reason')} = 'answered' THEN ${field('stoppedAt')} END`, STOPPED),
      ),
    ),
  ],
};

const KINDS = {
  TicketOpened: 'request',
  TicketReplied: 'reply',
  TicketAnswered: 'answer',
  InternalNoteAdded: 'note',
  ChatStarted: 'chat',
  ChatMessagePosted: 'chat',
};
const kindCases = Object.entries(KINDS).map(([type, kind]) => `WHEN '${type}' THEN '${kind}'`);

/** One row a message. */
export const messages: View = {
  name: 'messages',
  description: 'A row for each message of tickets and chats, internal notes included.',
  from: `events WHERE ${isType(...Object.keys(KINDS))}`,
  columns: [
    text('message_id', 'Id of the event.', 'id'),
    integer('position', 'Position of the event.', 'position'),
    text('kind', '`request`, `reply`, `answer`, `note` or `chat`.', `CASE type ${kindCases.join(' ')} END`),
    text('ticket_id', 'Id of the ticket; null for a message of a chat.', field('ticketId')),
    text('chat_id', 'Id of the chat; null for a message of a ticket.', field('chatId')),
    text('team_id', 'Id of the team of the requester.', field('teamId')),
    text('requester_id', 'Id of the requester, unique within the team.', field('requesterId')),
    text('agent_id', 'Id of the agent who wrote it; null: the requester did.', field('agentId')),
    time('written_at', 'When it was written.', `coalesce(TRY_CAST(${field('writtenAt')} AS TIMESTAMP), occurred_at)`),
    text(
      'body',
      'Text; null once it is erased.',
      `CASE type WHEN 'ChatStarted' THEN ${personal('message')} ELSE ${personal('body')} END`,
    ),
    integer('attachments', 'Number of attached files.', `coalesce(json_array_length(data, '$.attachments'), 0)`),
  ],
};

/** Every event. */
export const events: View = {
  name: 'events',
  description: 'A row for each event of the log, in the form of the current version of its type.',
  from: 'log_events',
  columns: [
    integer('position', 'Position in the log.', 'position'),
    text('type', 'Type of the event.', 'type'),
    text('id', 'Id of the event.', 'id'),
    text('stream', 'Name of the stream.', 'stream'),
    integer('revision', 'Number of the event in its stream, from 0.', 'revision'),
    integer('version', 'Version of the type that `data` has the form of.', 'version'),
    integer('recorded_version', 'Version with which it was recorded; null over JSON lines.', 'recorded_version'),
    time('occurred_at', 'Business time.', 'occurred_at'),
    time('recorded_at', 'When the engine recorded it.', 'recorded_at'),
    text('actor', 'Who caused it, such as `agent:kenji`.', 'actor'),
    text('on_behalf_of', 'The member acted for; null for none.', 'on_behalf_of'),
    json('data', 'Data of the event ([api/events.md](api/events.md)).', 'data'),
    json('metadata', 'Metadata of the event.', 'metadata'),
  ],
};
