import { useState } from 'react';
import { client } from '../../api/client.js';
import { Button } from '../../design/button.js';
import { Card } from '../../design/card.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { CheckFailure } from './check-failure.js';
import styles from './proof.module.css';
import { proofTexts } from './proof.texts.js';
import { type Trust, TrustFields } from './trust-fields.js';
import { useAttempt } from './use-attempt.js';
import { useCanVerify } from './use-can-verify.js';
import { fromBase64 } from './verification/bytes.js';
import { compareCheckpoints, type ComparedCheckpoints } from './verification/checkpoint-comparison.js';
import { noteIn, trustedKeysIn } from './verification/trusted-keys.js';

const proofBetween = async (from: number, to: number): Promise<readonly Uint8Array[]> => {
  const { data } = await client.get('/v1/ledger/proofs/consistency', { query: { from, to } });
  return data.proof.map((text) => fromBase64(text) ?? new Uint8Array(0));
};

/** What a comparison has found, and with which checkpoint of this server. */
interface Comparison {
  readonly current: string;
  readonly result: ComparedCheckpoints;
}

const compare = async ({ keys, saved }: Trust, current: string): Promise<Comparison> => ({
  current,
  result: await compareCheckpoints(noteIn(saved) ?? '', current, await trustedKeysIn(keys), proofBetween),
});

/** What a comparison has found, in plain words. */
const Outcome = ({ result: { outcome, saved, current } }: { readonly result: ComparedCheckpoints }) => {
  const t = useTexts(proofTexts);
  const formats = useFormats();
  const isGood = outcome === 'extends' || outcome === 'same';
  return (
    <div role="status" className={isGood ? styles['ok'] : styles['bad']}>
      <strong>{t.outcomes[outcome]}</strong>
      <p>{t.sizes(formats.number(saved.size), formats.number(current.size))}</p>
    </div>
  );
};

/** Compares the checkpoint of now with one that the auditor pastes, in the browser. */
export const CheckpointComparison = ({ current }: { readonly current: string }) => {
  const t = useTexts(proofTexts);
  const canVerify = useCanVerify();
  const [trust, setTrust] = useState<Trust>({ keys: '', saved: '' });
  const { found, error, isBusy, run, clear } = useAttempt<Comparison>();
  if (canVerify === undefined) return null;
  return (
    <Card title={t.compare}>
      {canVerify ? (
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            void run(() => compare(trust, current));
          }}
        >
          <TrustFields
            trust={trust}
            isSavedRequired
            onChange={(changed) => {
              setTrust(changed);
              clear();
            }}
          />
          <Button type="submit" weight="primary" disabled={isBusy} aria-busy={isBusy}>
            {t.compareButton}
          </Button>
        </form>
      ) : (
        <p>{t.onlyDownloadCheckpoint}</p>
      )}
      {error && <CheckFailure error={error} />}
      {found?.current === current && <Outcome result={found.result} />}
      <p className={styles['note']}>{t.independent}</p>
    </Card>
  );
};
