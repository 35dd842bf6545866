import type { Schemas } from '@ledgerdesk/client';
import type { SendableCommand } from '../../api/command.js';
import { Badge } from '../../design/badge.js';
import { CommandButton } from '../../design/command-button.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { SelectField } from '../../design/field.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { deliveriesTexts } from './deliveries.texts.js';

const STATES = ['waiting', 'sent', 'dead'] as const;
export type MessageState = (typeof STATES)[number];

/** The state of an address, if it is one. */
export const messageStateOf = (text: string | undefined): MessageState | undefined =>
  STATES.find((state) => state === text);

const TONES = { waiting: 'accent', sent: 'ok', dead: 'bad' } as const;

/** The state of a message. */
export const MessageStateBadge = ({ state }: { readonly state: MessageState }) => {
  const t = useTexts(deliveriesTexts);
  return <Badge tone={TONES[state]}>{t.states[state]}</Badge>;
};

/** Narrows a list of messages to a state. */
export const MessageStateField = ({
  value,
  onChange,
}: {
  readonly value: MessageState | undefined;
  readonly onChange: (state: MessageState | undefined) => void;
}) => {
  const t = useTexts(deliveriesTexts);
  return (
    <SelectField label={t.state} value={value ?? ''} onChange={({ target }) => onChange(messageStateOf(target.value))}>
      <option value="">{t.all}</option>
      {STATES.map((state) => (
        <option key={state} value={state}>
          {t.states[state]}
        </option>
      ))}
    </SelectField>
  );
};

type Attempt = Schemas['MailWithHistory']['history'][number];

/** What a message has in common with others. */
interface Message {
  readonly state: MessageState;
  readonly attempts: number;
  readonly createdAt: string;
  readonly dueAt: string | null;
  readonly lastError: string | null;
  readonly sentAt: string | null;
}

/** When and how often a message was tried. */
const MessageFacts = ({ message }: { readonly message: Message }) => {
  const t = useTexts(deliveriesTexts);
  const formats = useFormats();
  const { state, attempts, createdAt, dueAt, lastError, sentAt } = message;
  return (
    <FactList>
      <Fact name={t.state}>
        <MessageStateBadge state={state} />
      </Fact>
      <Fact name={t.attempts}>{formats.number(attempts)}</Fact>
      <Fact name={t.created}>
        <TimeText at={createdAt} />
      </Fact>
      {dueAt !== null && (
        <Fact name={t.due}>
          <TimeText at={dueAt} />
        </Fact>
      )}
      {sentAt !== null && (
        <Fact name={t.sent}>
          <TimeText at={sentAt} />
        </Fact>
      )}
      {lastError !== null && <Fact name={t.lastError}>{lastError}</Fact>}
    </FactList>
  );
};

/** The latest attempts of a message. */
const MessageHistory = ({ history }: { readonly history: readonly Attempt[] }) => {
  const t = useTexts(deliveriesTexts);
  const formats = useFormats();
  const columns: readonly PlainColumn<Attempt>[] = [
    { id: 'when', name: t.when, render: ({ at }) => <TimeText at={at} /> },
    { id: 'outcome', name: t.outcome, render: ({ error }) => error ?? t.ok },
    {
      id: 'answer',
      name: t.answer,
      render: ({ answer }) =>
        answer &&
        (answer.status === null ? t.noAnswer : t.answerOf(String(answer.status), formats.number(answer.durationMs))),
    },
  ];
  if (history.length === 0) return null;
  return <PlainTable label={t.history} columns={columns} rows={history} idOf={({ at }) => at} />;
};

/** The command that sends a message again. */
type Retry = Pick<SendableCommand<null, unknown>, 'send' | 'isSending' | 'error'>;

/** Sends a message again that could not be delivered. */
const RetryButton = ({ state, retry }: { readonly state: MessageState; readonly retry: Retry }) => {
  const t = useTexts(deliveriesTexts);
  return (
    <>
      <p>
        <CommandButton
          isSending={retry.isSending}
          disabled={state !== 'dead'}
          title={t.retryHint}
          onClick={() => void retry.send(null)}
        >
          {t.retry}
        </CommandButton>
      </p>
      {retry.error && <ProblemNotice error={retry.error} />}
    </>
  );
};

/** State, retry and latest attempts of a message. */
export const MessageDelivery = ({
  message,
  retry,
}: {
  readonly message: Message & { readonly history: readonly Attempt[] };
  readonly retry: Retry;
}) => (
  <>
    <MessageFacts message={message} />
    <RetryButton state={message.state} retry={retry} />
    <MessageHistory history={message.history} />
  </>
);
