import type { Schemas } from '@ledgerdesk/client';
import { Badge } from '../../design/badge.js';
import { Card } from '../../design/card.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { healthTexts } from './health.texts.js';

type Scrub = NonNullable<Schemas['Health']['scrub']>;

const TONES = { running: 'accent', waiting: 'ok', failing: 'bad' } as const;
const FINDING_TONES = { damage: 'bad', unknown: 'warn', note: 'neutral' } as const;

/** The check that goes through the stores again and again, and what it has found. */
export const ScrubHealth = ({ scrub }: { readonly scrub: Scrub }) => {
  const t = useTexts(healthTexts);
  const formats = useFormats();
  const { state, rounds, events, completedAt, findings, message } = scrub;
  const columns: readonly PlainColumn<Scrub['findings'][number]>[] = [
    { id: 'code', name: t.code, render: ({ code }) => <code>{code}</code> },
    {
      id: 'state',
      name: t.state,
      render: (finding) => <Badge tone={FINDING_TONES[finding.state]}>{t.findingStates[finding.state]}</Badge>,
    },
    { id: 'count', name: t.count, align: 'end', render: ({ count }) => formats.number(count) },
    { id: 'place', name: t.place, render: ({ place }) => place },
    { id: 'detail', name: t.detail, render: ({ detail }) => detail },
  ];
  return (
    <Card title={t.scrub}>
      <FactList>
        <Fact name={t.state}>
          <Badge tone={TONES[state]}>{t.scrubStates[state]}</Badge>
          {message !== undefined && ` ${message}`}
        </Fact>
        <Fact name={t.rounds}>{formats.number(rounds)}</Fact>
        <Fact name={t.checked}>{formats.number(events)}</Fact>
        <Fact name={t.completed}>{completedAt === null ? t.never : formats.dateTime(completedAt)}</Fact>
        {findings.length === 0 && <Fact name={t.findings}>{t.noFindings}</Fact>}
      </FactList>
      {findings.length > 0 && (
        <PlainTable stacks label={t.findings} columns={columns} rows={findings} idOf={({ code }) => code} />
      )}
    </Card>
  );
};
