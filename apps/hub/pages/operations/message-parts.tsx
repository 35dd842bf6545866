import type { Schemas } from '@ledgerdesk/client';
import { type ReactNode, useMemo } from 'react';
import type { SendableCommand } from '../../api/command.js';
import { oneOf } from '../../app/search-values.js';
import { Badge } from '../../design/badge.js';
import { ChoiceField } from '../../design/choice-field.js';
import { CommandButton } from '../../design/command-button.js';
import type { Column } from '../../design/data-table/column.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { deliveriesTexts } from './deliveries.texts.js';

const STATES = ['waiting', 'sent', 'dead'] as const;
export type MessageState = (typeof STATES)[number];

/** The state of an address, if it is one. */
export const messageStateOf = (text: string | undefined): MessageState | undefined => oneOf(STATES, text);

const TONES = { waiting: 'accent', sent: 'ok', dead: 'bad' } as const;

/** The state of a message. */
const MessageStateBadge = ({ state }: { readonly state: MessageState }) => {
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
    <ChoiceField
      label={t.state}
      all={t.all}
      values={STATES}
      value={value}
      labelOf={(state) => t.states[state]}
      onChange={onChange}
    />
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

/** Columns of all kinds of messages, after those that say what a message is. */
export const useMessageColumns = <Row extends Message>(first: readonly Column<Row>[]): readonly Column<Row>[] => {
  const t = useTexts(deliveriesTexts);
  const formats = useFormats();
  return useMemo(
    () => [
      ...first,
      { id: 'created', name: t.created, width: '224px', render: ({ createdAt }) => <TimeText at={createdAt} /> },
      {
        id: 'attempts',
        name: t.attempts,
        width: '88px',
        align: 'end',
        minTableWidth: 760,
        onCard: 'hidden',
        render: ({ attempts }) => formats.number(attempts),
      },
      {
        id: 'error',
        name: t.lastError,
        width: 'minmax(0, 2fr)',
        minTableWidth: 760,
        render: ({ state, lastError }) => state !== 'sent' && lastError,
      },
      {
        id: 'state',
        name: t.state,
        width: '136px',
        onCard: 'side',
        render: ({ state }) => <MessageStateBadge state={state} />,
      },
    ],
    [first, t, formats],
  );
};

/** Facts about a message: its state, the number of attempts, its times, and the last error. */
const MessageFacts = ({ message, children }: { readonly message: Message; readonly children: ReactNode }) => {
  const t = useTexts(deliveriesTexts);
  const formats = useFormats();
  const { state, attempts, createdAt, dueAt, lastError, sentAt } = message;
  return (
    <FactList>
      {children}
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
  return <PlainTable stacks label={t.history} columns={columns} rows={history} idOf={({ at }) => at} />;
};

/** The command that sends a message again. */
type Retry = Pick<SendableCommand<null, unknown>, 'send' | 'isSending' | 'error'>;

/** Sends a message again that could not be delivered. */
const RetryButton = ({ retry }: { readonly retry: Retry }) => {
  const t = useTexts(deliveriesTexts);
  return (
    <>
      <p>{t.retryHint}</p>
      <p>
        <CommandButton weight="primary" isSending={retry.isSending} onClick={() => void retry.send(null)}>
          {t.retry}
        </CommandButton>
      </p>
    </>
  );
};

/** What a message is (`children` are Fact), its state, retry and latest attempts. */
export const MessageDelivery = ({
  message,
  retry,
  children,
}: {
  readonly message: Message & { readonly history: readonly Attempt[] };
  readonly retry: Retry;
  readonly children: ReactNode;
}) => (
  <>
    <MessageFacts message={message}>{children}</MessageFacts>
    {message.state === 'dead' && <RetryButton retry={retry} />}
    {retry.error && <ProblemNotice error={retry.error} />}
    <MessageHistory history={message.history} />
  </>
);
