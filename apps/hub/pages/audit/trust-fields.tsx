import { TextAreaField } from '../../design/field.js';
import { useTexts } from '../../texts/language-context.js';
import { proofTexts } from './proof.texts.js';

/** What auditors bring to a check: nothing of it comes from this server. */
export interface Trust {
  /** Public keys, one per line. */
  readonly keys: string;
  /** A checkpoint that was saved before; empty: none. */
  readonly saved: string;
}

/** Fields for the keys that an auditor trusts and the checkpoint that they have saved. */
export const TrustFields = ({
  trust,
  isSavedRequired = false,
  onChange,
}: {
  readonly trust: Trust;
  readonly isSavedRequired?: boolean;
  readonly onChange: (trust: Trust) => void;
}) => {
  const t = useTexts(proofTexts);
  return (
    <>
      <TextAreaField
        label={t.yourKeys}
        hint={t.yourKeysHint}
        required
        rows={2}
        spellCheck={false}
        value={trust.keys}
        onChange={({ target }) => onChange({ ...trust, keys: target.value })}
      />
      <TextAreaField
        label={t.saved}
        hint={isSavedRequired ? undefined : t.savedHint}
        required={isSavedRequired}
        rows={5}
        spellCheck={false}
        value={trust.saved}
        onChange={({ target }) => onChange({ ...trust, saved: target.value })}
      />
    </>
  );
};
