import type { Schemas } from '@ledgerdesk/client';
import { useRef, useState } from 'react';
import { client } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import { Button } from '../../design/button.js';
import { Card } from '../../design/card.js';
import { saveAsFile } from '../../design/download.js';
import { TextAreaField } from '../../design/field.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { checkpointResource, keysResource } from './ledger-resources.js';
import styles from './proof.module.css';
import { proofTexts } from './proof.texts.js';
import { useCanVerify } from './use-can-verify.js';
import { fromBase64 } from './verification/bytes.js';
import { compareCheckpoints, type ComparedCheckpoints } from './verification/checkpoint-comparison.js';
import { CheckpointRefused } from './verification/signed-checkpoint.js';
import { noteIn, trustedKeysIn } from './verification/trusted-keys.js';

type LedgerKey = Schemas['LedgerKeys']['items'][number];

const proofBetween = async (from: number, to: number): Promise<readonly Uint8Array[]> => {
  const { data } = await client.get('/v1/ledger/proofs/consistency', { query: { from, to } });
  return data.proof.map((text) => fromBase64(text) ?? new Uint8Array(0));
};

const isGood = ({ outcome }: ComparedCheckpoints): boolean => outcome === 'extends' || outcome === 'same';

/** Compares the checkpoint of now with one that the auditor pastes, in the browser. */
const Comparison = ({ current }: { readonly current: string }) => {
  const t = useTexts(proofTexts);
  const formats = useFormats();
  const [keys, setKeys] = useState('');
  const [saved, setSaved] = useState('');
  const [found, setFound] = useState<{ readonly with: string; readonly result: ComparedCheckpoints | Error }>();
  const result = found?.with === current ? found.result : undefined;
  const can = useCanVerify();
  const attempt = useRef(0);
  /** What was found is about what was given then: it goes when that changes, even while it is being compared. */
  const clear = (): void => {
    attempt.current += 1;
    setFound(undefined);
  };
  const change = (set: (text: string) => void) => (event: { readonly target: { readonly value: string } }) => {
    set(event.target.value);
    clear();
  };
  const compare = async (): Promise<void> => {
    clear();
    const own = attempt.current;
    const compared = await trustedKeysIn(keys)
      .then((trusted) => compareCheckpoints(noteIn(saved) ?? '', current, trusted, proofBetween))
      .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
    if (attempt.current === own) setFound({ with: current, result: compared });
  };
  if (can !== true)
    return (
      can === false && (
        <Card title={t.compare}>
          <p className={styles['note']}>{t.onlyDownloadCheckpoint}</p>
        </Card>
      )
    );
  return (
    <Card title={t.compare}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void compare();
        }}
      >
        <TextAreaField
          label={t.yourKeys}
          hint={t.yourKeysHint}
          required
          rows={2}
          spellCheck={false}
          value={keys}
          onChange={change(setKeys)}
        />
        <TextAreaField label={t.saved} required rows={5} spellCheck={false} value={saved} onChange={change(setSaved)} />
        <Button type="submit" weight="primary">
          {t.compareButton}
        </Button>
      </form>
      {result instanceof CheckpointRefused && <p className={styles['bad']}>{t.finding[result.fault]}</p>}
      {result instanceof Error && !(result instanceof CheckpointRefused) && <ProblemNotice error={result} />}
      {result && !(result instanceof Error) && (
        <div role="status" className={isGood(result) ? styles['ok'] : styles['bad']}>
          <strong>{t.outcomes[result.outcome]}</strong>
          <p>{t.sizes(formats.number(result.saved.size), formats.number(result.current.size))}</p>
        </div>
      )}
      <p className={styles['note']}>{t.independent}</p>
    </Card>
  );
};

/** The tree of the log: its last checkpoint, the keys that sign it, and the comparison with a saved checkpoint. */
export const LedgerPage = () => {
  const t = useTexts(proofTexts);
  const formats = useFormats();
  const checkpoint = useResource(checkpointResource);
  const keys = useResource(keysResource);
  const columns: readonly PlainColumn<LedgerKey>[] = [
    { id: 'key', name: t.key, render: ({ vkey }) => <code className={styles['key']}>{vkey}</code> },
    { id: 'since', name: t.since, align: 'end', render: ({ since }) => formats.number(since) },
    { id: 'at', name: t.at, render: ({ at }) => <TimeText at={at} /> },
  ];
  return (
    <Page title={t.ledger}>
      <Loaded of={checkpoint} lines={3}>
        {(note) => (
          <>
            <Card
              title={t.checkpoint}
              actions={<Button onClick={() => saveAsFile('checkpoint.txt', 'text/plain', note)}>{t.download}</Button>}
            >
              <pre tabIndex={0} role="group" aria-label={t.checkpoint} className={styles['noteText']}>
                {note}
              </pre>
              <p className={styles['note']}>{t.checkpointHint}</p>
            </Card>
            <Loaded of={keys} lines={2}>
              {({ items }) => (
                <Card title={t.keys}>
                  <PlainTable label={t.keys} columns={columns} rows={items} idOf={({ vkey }) => vkey} />
                  <p className={styles['note']}>{t.keysHint}</p>
                </Card>
              )}
            </Loaded>
            <Comparison current={note} />
          </>
        )}
      </Loaded>
    </Page>
  );
};
