import { getRouteApi } from '@tanstack/react-router';
import { useRef, useState } from 'react';
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
import { useCanVerify } from './use-can-verify.js';
import { CheckpointRefused, openCheckpoint } from './verification/signed-checkpoint.js';
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
  const attempt = useRef(0);
  /** What was found is about what was given then: it goes when that changes, even while it is being checked. */
  const clear = (): void => {
    attempt.current += 1;
    setBusy(false);
    setError(undefined);
    setResult(undefined);
  };
  const run = async (work: (isCurrent: () => boolean) => Promise<void>): Promise<void> => {
    clear();
    const own = attempt.current;
    const isCurrent = (): boolean => attempt.current === own;
    setBusy(true);
    try {
      await work(isCurrent);
    } catch (failure) {
      if (isCurrent()) setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      if (isCurrent()) setBusy(false);
    }
  };
  const load = async (ticketId: string, from?: number): Promise<unknown> => {
    const { data } = await client.get('/v1/tickets/{ticketId}/proof', { path: { ticketId }, query: { from } });
    return data;
  };
  const download = (ticketId: string) => run(async () => saveAsJson(`proof-${ticketId}.json`, await load(ticketId)));
  /** Checks the proof of a ticket, or one that the auditor has in a file. */
  const check = (proof: { readonly ticketId: string } | { readonly file: File }, keysText: string, saved: string) =>
    run(async (isCurrent) => {
      const keys = await trustedKeysIn(keysText);
      const note = noteIn(saved);
      const before = note === undefined ? undefined : await openCheckpoint(note, keys);
      const data: unknown =
        'file' in proof ? JSON.parse(await proof.file.text()) : await load(proof.ticketId, before?.size);
      const expected = 'file' in proof ? undefined : proof.ticketId;
      const checked = await checkTicketProof(data, keys, note, expected);
      if (!isCurrent()) return;
      setBundle(data);
      setResult(checked);
    });
  return { bundle, result, error, isBusy, download, check, clear };
};

/** Downloads what proves a ticket, and checks it in the browser with what the auditor pastes. */
export const ProofPage = () => {
  const t = useTexts(proofTexts);
  const search = route.useSearch();
  const [ticketId, setTicketId] = useState(search.ticket ?? '');
  const [keys, setKeys] = useState('');
  const [saved, setSaved] = useState('');
  const { bundle, result, error, isBusy, download, check, clear } = useProof();
  const can = useCanVerify();
  const id = ticketId.trim();
  const change = (set: (text: string) => void) => (event: { readonly target: { readonly value: string } }) => {
    set(event.target.value);
    clear();
  };
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
            onChange={change(setTicketId)}
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
                onChange={change(setKeys)}
              />
              <TextAreaField
                label={t.saved}
                hint={t.savedHint}
                rows={5}
                spellCheck={false}
                value={saved}
                onChange={change(setSaved)}
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
              if (file) void check({ file }, keys, saved);
              // The same file may be chosen again, with another key.
              target.value = '';
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
