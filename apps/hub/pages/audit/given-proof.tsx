import { useState } from 'react';
import { Button } from '../../design/button.js';
import { TextAreaField, TextField } from '../../design/field.js';
import { useTexts } from '../../texts/language-context.js';
import styles from './proof.module.css';
import { proofTexts } from './proof.texts.js';
import type { ProofSource } from './use-proof.js';

/** A proof that the auditor has: as a file, or as text that is pasted. */
export const GivenProof = ({
  isReady,
  onCheck,
}: {
  /** False: the key to check it with is missing. */
  readonly isReady: boolean;
  readonly onCheck: (source: ProofSource) => void;
}) => {
  const t = useTexts(proofTexts);
  const [pasted, setPasted] = useState('');
  return (
    <details className={styles['given']}>
      <summary>{t.given}</summary>
      <div className={styles['form']}>
        {!isReady && <p className={styles['note']}>{t.keyFirst}</p>}
        <TextField
          type="file"
          accept="application/json,.json"
          label={t.file}
          disabled={!isReady}
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) onCheck({ text: () => file.text() });
            // The same file may be chosen again, with another key.
            target.value = '';
          }}
        />
        <TextAreaField
          label={t.pasted}
          rows={4}
          spellCheck={false}
          value={pasted}
          onChange={({ target }) => setPasted(target.value)}
        />
        <Button
          disabled={!isReady || pasted.trim() === ''}
          onClick={() => onCheck({ text: () => Promise.resolve(pasted) })}
        >
          {t.checkPasted}
        </Button>
      </div>
    </details>
  );
};
