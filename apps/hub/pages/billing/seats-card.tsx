import type { Schemas } from '@ledgerdesk/client';
import { useRef, useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { Card } from '../../design/card.js';
import { CommandButton } from '../../design/command-button.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { TextField } from '../../design/field.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useRequiredFields } from '../../design/required-fields.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './billing.module.css';
import { billingTexts } from './billing.texts.js';
import { seatCountIn } from './seat-count.js';
import { type SeatQuote, SeatQuoteView } from './seat-quote.js';

type Seats = Schemas['AddOns']['seats'];

/** Asks for the price of another number of seats. */
const SeatsForm = ({ teamId }: { readonly teamId: string }) => {
  const t = useTexts(billingTexts);
  const [wanted, setWanted] = useState('');
  const [quote, setQuote] = useState<SeatQuote>();
  const ask = useCommand(
    (body: { readonly seats: number }, options) =>
      client.post('/v1/teams/{teamId}/seat-changes/quotes', { path: { teamId }, body, ...options }),
    [],
  );
  const count = seatCountIn(wanted);
  const asked = useRef(wanted);
  const { errors, form, check } = useRequiredFields({ seats: wanted }, ask.fieldErrors, {
    seats: count === undefined ? t.seatsInvalid : undefined,
  });
  const show = async (): Promise<void> => {
    if (!check() || count === undefined || ask.isSending) return;
    const answer = await ask.send({ seats: count });
    // The answer to an earlier number is none to this one.
    if (asked.current === wanted) setQuote(answer?.data);
  };
  const change = (text: string): void => {
    asked.current = text;
    setWanted(text);
    setQuote(undefined);
  };
  return (
    <form
      ref={form}
      noValidate
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void show();
      }}
    >
      <TextField
        label={t.seatsWanted}
        hint={t.seatsHint}
        inputMode="numeric"
        value={wanted}
        error={errors['seats']}
        onChange={({ target }) => change(target.value)}
      />
      <CommandButton type="submit" isSending={ask.isSending}>
        {t.quoteSeats}
      </CommandButton>
      {ask.error && <ProblemNotice error={ask.error} shown={['seats']} />}
      {quote && <SeatQuoteView quote={quote} onDone={() => change('')} />}
    </form>
  );
};

/** A reduction of seats that is scheduled, and a button that withdraws it. */
const Reduction = ({ seats }: { readonly seats: Seats }) => {
  const t = useTexts(billingTexts);
  const withdraw = useCommand(
    (_: undefined, options) =>
      client.delete('/v1/teams/{teamId}/seat-changes/scheduled', { path: { teamId: seats.teamId }, ...options }),
    ['billing', 'self'],
  );
  return (
    <>
      {seats.allowed && (
        <div className={styles['actions']}>
          <CommandButton isSending={withdraw.isSending} onClick={() => void withdraw.send(undefined)}>
            {t.withdrawSeats}
          </CommandButton>
        </div>
      )}
      {withdraw.error && <ProblemNotice error={withdraw.error} />}
    </>
  );
};

/** The seats of a team: how many, what is scheduled, and a change of them with its price. */
export const SeatsCard = ({
  seats,
  isExplained,
}: {
  readonly seats: Seats;
  /** The page says already why the reader cannot change them. */
  readonly isExplained: boolean;
}) => {
  const t = useTexts(billingTexts);
  const formats = useFormats();
  const scheduled = seats.scheduledBilling?.seats === seats.seats ? null : seats.scheduledBilling;
  return (
    <Card title={t.seatsTitle}>
      <FactList>
        <Fact name={t.seatsNow}>{formats.number(seats.seats)}</Fact>
        {scheduled && (
          <Fact name={t.downgradesTo}>
            {t.seatsScheduled(
              formats.number(scheduled.seats),
              formats.dateIn(scheduled.effectiveAt, scheduled.timeZone),
            )}
          </Fact>
        )}
      </FactList>
      {scheduled && <Reduction seats={seats} />}
      {seats.allowed && <SeatsForm teamId={seats.teamId} />}
      {!seats.allowed && !isExplained && <p className={styles['muted']}>{seats.refused?.detail}</p>}
    </Card>
  );
};
