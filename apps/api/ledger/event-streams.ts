const field = (type: string | readonly string[], description: string) => ({ type, description });
const text = (description: string) => field('string', description);
const nullableText = (description: string) => field(['string', 'null'], description);
const instant = (description: string) => ({ ...text(description), format: 'date-time' });

const objectWith = (properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});

const message = (name: string, summary: string, payload: object) => ({
  name,
  title: name,
  summary,
  contentType: 'application/json',
  payload,
});

/** Changes of a requester's tickets, callbacks and chats, without their contents. */
const ownChange = (kind: string) =>
  message(
    kind,
    `A ${kind} of the member has changed. Read it again with the id of the event as \`Ledger-Position\`.`,
    objectWith({
      id: text(`Id of the ${kind}.`),
      happened: text('Type of the event.'),
      at: instant('Instant at which the event occurred.'),
    }),
  );

const chatUpdate = message(
  'chatUpdate',
  'A message or change of the chat. Its `kind` is the name of the Server-Sent Event.',
  objectWith({
    kind: { ...text('What happened.'), enum: ['message', 'joined', 'returned', 'transferred', 'language', 'ended'] },
    at: instant('Instant at which it happened.'),
    agentId: nullableText('Agent who wrote, joined or left. Null: the requester.'),
    body: nullableText('Text of a message. Null: it is none.'),
    reason: nullableText('How the chat ended. Null: it has not.'),
    ticketId: nullableText('Ticket that the transcript becomes. Null: none.'),
    servedLanguage: nullableText('New language of support. Null: unchanged.'),
  }),
);

/** A change of what the desk shows, without its contents. */
const deskChange = (kind: string) =>
  message(kind, `A change of ${kind === 'agent' ? 'an' : 'a'} ${kind}.`, {
    type: 'object',
    required: ['id', 'happened', 'at', 'by'],
    properties: {
      id: text(`Id of the ${kind}.`),
      happened: text('Type of the event.'),
      at: instant('Instant at which the event occurred.'),
      by: {
        ...objectWith({ kind: text('Kind of the caller.'), id: text('Id of the caller.') }),
        description: 'Who did it.',
      },
      agentId: nullableText('Agent who has it from now on. Null: nobody. Absent: unchanged.'),
      request: {
        ...objectWith({ channel: text('`chat` or `callback`.'), requestId: text('Id of the chat or callback.') }),
        description: 'The chat or callback that the agent is offered or released from.',
      },
    },
  });

const viewer = objectWith({
  agentId: text('Id of the agent.'),
  activity: { ...text('What the agent does.'), enum: ['viewing', 'writing'] },
  since: instant('Instant since which the agent does it.'),
});

const presence = message('presence', 'The agents who have tickets open. It has no id and is not resumed.', {
  type: 'object',
  required: ['reset', 'tickets'],
  properties: {
    reset: { type: 'boolean', description: 'Whether `tickets` are all that are open, or only those that changed.' },
    tickets: {
      type: 'array',
      description: 'The tickets, each with the agents who have it open.',
      items: objectWith({
        id: text('Id of the ticket.'),
        agents: { type: 'array', description: 'The agents; empty for none.', items: viewer },
      }),
    },
  },
});
const reset = message('reset', 'Too much was missed: load everything again.', { type: 'object' });

const end = message('end', 'The last event of a stream that the engine ends.', {
  type: 'object',
  required: ['reason'],
  properties: {
    reason: {
      ...text('Why the stream ends.'),
      enum: ['token-expired', 'access-lost', 'read-not-recorded', 'too-slow', 'too-far-behind', 'stopping'],
    },
    next: text('With `too-far-behind`: the page of the log to read on at.'),
  },
});

const references = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));

const channel = (address: string, title: string, description: string, messages: object) => ({
  address,
  title,
  description,
  servers: [{ $ref: '#/servers/engine' }],
  messages,
});

const operation = (name: string, summary: string) => ({
  action: 'send',
  channel: { $ref: `#/channels/${name}` },
  summary,
  bindings: { http: { method: 'GET' } },
});

/** The event streams of requesters, for the AsyncAPI document. */
export const EVENT_STREAMS = {
  channels: {
    own: channel(
      '/v1/updates',
      'Own tickets, chats and callbacks',
      "Server-Sent Events for changes of a member's tickets, chats and callbacks, chat messages included. Resumes " +
        'after `Last-Event-ID`.',
      references('ticket', 'callback', 'chat', 'reset', 'end'),
    ),
    desk: channel(
      '/v1/desk/updates',
      'The desk',
      'Server-Sent Events for agents: changes of all tickets, chats, callbacks and agents. Resumes after ' +
        '`Last-Event-ID`.',
      references('deskTicket', 'deskCallback', 'deskChat', 'deskAgent', 'presence', 'reset', 'end'),
    ),
    ownRequests: channel(
      '/v1/hub/updates',
      'Own requests',
      "Server-Sent Events for changes of a member's tickets, callbacks and chats. Resumes after `Last-Event-ID`.",
      references('ticket', 'callback', 'chat', 'reset', 'end'),
    ),
    chat: {
      ...channel(
        '/v1/chats/{chatId}/updates',
        'A chat',
        'Server-Sent Events for both sides of a chat, from its first message or after `Last-Event-ID`.',
        references('chatUpdate', 'end'),
      ),
      parameters: { chatId: { description: 'Id of the chat.' } },
    },
  },
  operations: {
    sendOwnUpdates: operation('own', "Send changes of a member's tickets, chats and callbacks."),
    sendDeskUpdates: operation('desk', 'Send changes of what the desk shows.'),
    sendOwnChanges: operation('ownRequests', "Send changes of a member's requests."),
    sendChatUpdates: operation('chat', 'Send what happens in a chat.'),
  },
  messages: {
    ticket: ownChange('ticket'),
    callback: ownChange('callback'),
    chat: ownChange('chat'),
    deskTicket: deskChange('ticket'),
    deskCallback: deskChange('callback'),
    deskChat: deskChange('chat'),
    deskAgent: deskChange('agent'),
    presence,
    chatUpdate,
    reset,
    end,
  },
};
