import { ApiProblem, type Schemas } from '@ledgerdesk/client';
import { useResource } from '../../api/resource.js';
import { Button } from '../../design/button.js';
import { Card } from '../../design/card.js';
import { saveAsFile } from '../../design/download.js';
import { EmptyState } from '../../design/empty-state.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { useTexts } from '../../texts/language-context.js';
import { useEngineTime } from '../../time/engine-time.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { CheckpointComparison } from './checkpoint-comparison.js';
import { checkpointResource, keysResource } from './ledger-resources.js';
import styles from './proof.module.css';
import { proofTexts } from './proof.texts.js';

type LedgerKey = Schemas['LedgerKeys']['items'][number];

/** Which log a checkpoint is of, and how many leaves it covers (C2SP tlog-checkpoint). */
const NoteFacts = ({ note }: { readonly note: string }) => {
  const t = useTexts(proofTexts);
  const formats = useFormats();
  const [origin, size] = note.split('\n');
  return (
    <FactList>
      <Fact name={t.log}>{origin}</Fact>
      <Fact name={t.leaves}>{formats.number(Number(size))}</Fact>
    </FactList>
  );
};

/** The last checkpoint of the log, and the comparison with one that the auditor has saved. */
const LastCheckpoint = ({ note }: { readonly note: string }) => {
  const t = useTexts(proofTexts);
  const { source } = useEngineTime();
  return (
    <Card
      title={t.checkpoint}
      actions={<Button onClick={() => saveAsFile('checkpoint.txt', 'text/plain', note)}>{t.download}</Button>}
    >
      <NoteFacts note={note} />
      <pre tabIndex={0} role="group" aria-label={t.checkpoint} className={styles['noteText']}>
        {note}
      </pre>
      <p className={styles['note']}>{t.checkpointHint}</p>
      {source === 'simulated' && <p className={styles['note']}>{t.serverTime}</p>}
    </Card>
  );
};

/** The keys that sign the log. */
const Keys = ({ keys }: { readonly keys: readonly LedgerKey[] }) => {
  const t = useTexts(proofTexts);
  const formats = useFormats();
  const columns: readonly PlainColumn<LedgerKey>[] = [
    { id: 'key', name: t.key, render: ({ vkey }) => <code className={styles['key']}>{vkey}</code> },
    { id: 'since', name: t.since, align: 'end', render: ({ since }) => formats.number(since) },
    { id: 'at', name: t.at, render: ({ at }) => <TimeText at={at} /> },
  ];
  return (
    <Card title={t.keys}>
      <PlainTable stacks label={t.keys} columns={columns} rows={keys} idOf={({ vkey }) => vkey} />
      <p className={styles['note']}>{t.keysHint}</p>
    </Card>
  );
};

/** The tree of the log: its last checkpoint, the keys that sign it, and the comparison with a saved checkpoint. */
export const LedgerPage = () => {
  const t = useTexts(proofTexts);
  const checkpoint = useResource(checkpointResource);
  const keys = useResource(keysResource);
  const isEmpty = checkpoint.error instanceof ApiProblem && checkpoint.error.code === 'checkpoint-not-found';
  return (
    <Page title={t.ledger} isInOrder>
      {isEmpty ? (
        <EmptyState title={t.noCheckpoint} hint={t.noCheckpointHint} />
      ) : (
        <Loaded of={checkpoint} lines={3}>
          {(note) => (
            <>
              <LastCheckpoint note={note} />
              <Loaded of={keys} lines={2}>
                {({ items }) => <Keys keys={items} />}
              </Loaded>
              <CheckpointComparison current={note} />
            </>
          )}
        </Loaded>
      )}
    </Page>
  );
};
