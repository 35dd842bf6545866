import type { Schemas } from '@ledgerdesk/client';
import { Badge } from '../../design/badge.js';
import { Card } from '../../design/card.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { healthTexts } from './health.texts.js';

type Ledger = NonNullable<Schemas['Health']['ledger']>;

const TONES = { running: 'ok', 'catching-up': 'accent', failing: 'bad', stopped: 'bad' } as const;

/** The tree of the log, its last checkpoint and where checkpoints are published. */
export const LedgerHealth = ({
  ledger,
  isSimulated,
}: {
  readonly ledger: Ledger;
  /** The engine's clock is not that by which checkpoints are signed. */
  readonly isSimulated: boolean;
}) => {
  const t = useTexts(healthTexts);
  const formats = useFormats();
  const { origin, state, size, checkpoint, message, publications } = ledger;
  const columns: readonly PlainColumn<Ledger['publications'][number]>[] = [
    { id: 'target', name: t.target, render: ({ target }) => t.targets[target] },
    {
      id: 'size',
      name: t.size,
      align: 'end',
      render: (publication) => (publication.size === null ? t.never : formats.number(publication.size)),
    },
    { id: 'trouble', name: t.trouble, render: (publication) => publication.message },
  ];
  return (
    <Card title={t.ledger}>
      <FactList>
        <Fact name={t.state}>
          <Badge tone={TONES[state]}>{t.states[state]}</Badge>
          {message !== undefined && ` ${message}`}
        </Fact>
        <Fact name={t.origin}>
          <code>{origin}</code>
        </Fact>
        <Fact name={t.size}>{formats.number(size)}</Fact>
        <Fact name={t.signed}>
          {checkpoint ? t.signedText(formats.number(checkpoint.size), formats.dateTime(checkpoint.signedAt)) : t.never}
        </Fact>
      </FactList>
      {isSimulated && <p>{t.serverTime}</p>}
      {publications.length > 0 && (
        <PlainTable
          stacks
          label={t.publications}
          columns={columns}
          rows={publications}
          idOf={(row) => `${row.target} ${row.message ?? ''} ${row.size ?? ''}`}
        />
      )}
    </Card>
  );
};
