import type { Schemas } from '@ledgerdesk/client';
import { Card } from '../../design/card.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { healthTexts } from './health.texts.js';

type Timers = NonNullable<Schemas['Health']['deadlines']>;

/** Timers: how many wait, and which have failed. */
export const TimerHealth = ({ timers }: { readonly timers: Timers }) => {
  const t = useTexts(healthTexts);
  const formats = useFormats();
  const { armed, inFlight, nextAt, trouble, failing } = timers;
  const columns: readonly PlainColumn<Timers['failing'][number]>[] = [
    { id: 'name', name: t.name, render: ({ key }) => <code>{key}</code> },
    { id: 'due', name: t.due, render: ({ dueAt }) => <TimeText at={dueAt} /> },
    { id: 'attempts', name: t.attempts, align: 'end', render: ({ attempts }) => formats.number(attempts) },
    { id: 'trouble', name: t.trouble, render: ({ message }) => message },
  ];
  return (
    <Card title={t.timers}>
      <FactList>
        <Fact name={t.armed}>{formats.number(armed)}</Fact>
        <Fact name={t.inFlight}>{formats.number(inFlight)}</Fact>
        <Fact name={t.next}>{nextAt === undefined ? '–' : <TimeText at={nextAt} />}</Fact>
        {trouble !== undefined && <Fact name={t.trouble}>{trouble}</Fact>}
      </FactList>
      {failing.length > 0 && (
        <PlainTable stacks label={t.failingTimers} columns={columns} rows={failing} idOf={({ key }) => key} />
      )}
    </Card>
  );
};
