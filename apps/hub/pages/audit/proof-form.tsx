import { useState } from 'react';
import { Button } from '../../design/button.js';
import { TextField } from '../../design/field.js';
import { useTexts } from '../../texts/language-context.js';
import { GivenProof } from './given-proof.js';
import styles from './proof.module.css';
import { proofTexts } from './proof.texts.js';
import { type Trust, TrustFields } from './trust-fields.js';
import type { useProof } from './use-proof.js';

/** Form that requests the proof of a ticket by its ID, and shows it for download and, if the browser can, a check. */
export const ProofForm = ({
  initialTicket,
  canVerify,
  proof: { isBusy, check, download, clear },
}: {
  readonly initialTicket: string;
  readonly canVerify: boolean;
  readonly proof: ReturnType<typeof useProof>;
}) => {
  const t = useTexts(proofTexts);
  const [ticketId, setTicketId] = useState(initialTicket);
  const [trust, setTrust] = useState<Trust>({ keys: '', saved: '' });
  const id = ticketId.trim();
  return (
    <>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void (canVerify ? check({ ticketId: id }, trust) : download(id));
        }}
      >
        <TextField
          label={t.ticket}
          hint={t.ticketHint}
          required
          autoComplete="off"
          spellCheck={false}
          value={ticketId}
          onChange={({ target }) => {
            setTicketId(target.value);
            clear();
          }}
        />
        {canVerify && (
          <TrustFields
            trust={trust}
            onChange={(changed) => {
              setTrust(changed);
              clear();
            }}
          />
        )}
        <p className={styles['actions']}>
          {canVerify && (
            <Button type="submit" weight="primary" disabled={isBusy} aria-busy={isBusy}>
              {t.check}
            </Button>
          )}
          <Button
            {...(canVerify ? {} : { weight: 'primary' as const })}
            disabled={isBusy || id === ''}
            onClick={() => void download(id)}
          >
            {t.downloadProof}
          </Button>
        </p>
      </form>
      {canVerify && <GivenProof isReady={trust.keys.trim() !== ''} onCheck={(source) => void check(source, trust)} />}
    </>
  );
};
