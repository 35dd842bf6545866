import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { client } from '../../api/client.js';
import { Button } from '../../design/button.js';
import { Card } from '../../design/card.js';
import { saveAsJson } from '../../design/download.js';
import { TextAreaField, TextField } from '../../design/field.js';
import { Page } from '../../design/page.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { CheckedProofView } from './checked-proof-view.js';
import styles from './proof.module.css';
import { proofTexts } from './proof.texts.js';
import { canVerify, CheckpointRefused, openCheckpoint } from './verification/signed-checkpoint.js';
import { type CheckedProof, checkTicketProof } from './verification/ticket-proof.js';
import { noteIn, trustedKeysIn } from './verification/trusted-keys.js';

const route = getRouteApi('/proof');
const COMMAND = 'node ledgerdesk-verify.mjs bundle --key KEY --saved CHECKPOINT proof.json';

/** What the auditor brings, and the proof. */
const useProof = () => {
  const [bundle, setBundle] = useState<unknown>();
  const [result, setResult] = useState<CheckedProof>();
  const [error, setError] = useState<Error>();
  const [isBusy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(undefined);
    setResult(undefined);
    try {
      await work();
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setBusy(false);
    }
  };
  const load = async (ticketId: string, from?: number): Promise<unknown> => {
    const { data } = await client.get('/v1/tickets/{ticketId}/proof', { path: { ticketId }, query: { from } });
    setBundle(data);
    return data;
  };
  const download = (ticketId: string) => run(async () => saveAsJson(`proof-${ticketId}.json`, await load(ticketId)));
  /** Checks the proof of a ticket, or the text of one that the auditor has. */
  const check = (proof: { readonly ticketId: string } | { readonly text: string }, keysText: string, saved: string) =>
    run(async () => {
      const keys = await trustedKeysIn(keysText);
      const note = noteIn(saved);
      const before = note === undefined ? undefined : await openCheckpoint(note, keys);
      const data: unknown = 'text' in proof ? JSON.parse(proof.text) : await load(proof.ticketId, before?.size);
      setBundle(data);
      setResult(await checkTicketProof(data, keys, note));
    });
  return { bundle, result, error, isBusy, download, check };
};

/** Whether the browser can check signatures here; undefined until that is known. */
const useCanVerify = (): boolean | undefined => {
  const [can, setCan] = useState<boolean>();
  useEffect(() => void canVerify().then(setCan), []);
  return can;
};

/** Downloads what proves a ticket, and checks it in the browser with what the auditor pastes. */
export const ProofPage = () => {
  const t = useTexts(proofTexts);
  const search = route.useSearch();
  const [ticketId, setTicketId] = useState(search.ticket ?? '');
  const [keys, setKeys] = useState('');
  const [saved, setSaved] = useState('');
  const { bundle, result, error, isBusy, download, check } = useProof();
  const can = useCanVerify();
  const id = ticketId.trim();
  return (
    <Page title={t.prove}>
      <Card title={t.prove}>
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            void (can === true ? check({ ticketId: id }, keys, saved) : download(id));
          }}
        >
          <TextField
            label={t.ticket}
            hint={t.ticketHint}
            required
            autoComplete="off"
            spellCheck={false}
            value={ticketId}
            onChange={({ target }) => setTicketId(target.value)}
          />
          {can === true && (
            <>
              <TextAreaField
                label={t.yourKeys}
                hint={t.yourKeysHint}
                required
                rows={2}
                spellCheck={false}
                value={keys}
                onChange={({ target }) => setKeys(target.value)}
              />
              <TextAreaField
                label={t.saved}
                hint={t.savedHint}
                rows={5}
                spellCheck={false}
                value={saved}
                onChange={({ target }) => setSaved(target.value)}
              />
            </>
          )}
          <p className={styles['actions']}>
            {can === true && (
              <Button type="submit" weight="primary" disabled={isBusy} aria-busy={isBusy}>
                {t.check}
              </Button>
            )}
            <Button
              {...(can === true ? {} : { weight: 'primary' as const })}
              disabled={isBusy || id === ''}
              onClick={() => void download(id)}
            >
              {t.downloadProof}
            </Button>
          </p>
        </form>
        {can === false && <p className={styles['note']}>{t.onlyDownload}</p>}
        {can === true && (
          <TextField
            type="file"
            accept="application/json,.json"
            label={t.file}
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file) void file.text().then((text) => check({ text }, keys, saved));
            }}
          />
        )}
      </Card>
      {isBusy && <p role="status">{t.checking}</p>}
      {error instanceof CheckpointRefused && (
        <p role="alert" className={styles['bad']}>
          {t.finding[error.fault]}
        </p>
      )}
      {error instanceof SyntaxError && (
        <p role="alert" className={styles['bad']}>
          {t.finding.malformed}
        </p>
      )}
      {error && !(error instanceof CheckpointRefused) && !(error instanceof SyntaxError) && (
        <ProblemNotice error={error} />
      )}
      {result && <CheckedProofView result={result} onDownload={() => saveAsJson('proof.json', bundle)} />}
      <Card title={t.verifier}>
        <pre tabIndex={0} role="group" aria-label={t.verifier} className={styles['noteText']}>
          {COMMAND}
        </pre>
        <p className={styles['note']}>{t.independent}</p>
      </Card>
    </Page>
  );
};
