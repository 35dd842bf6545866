import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import styles from './proof.module.css';
import { proofTexts } from './proof.texts.js';
import { type CheckpointFault, CheckpointRefused } from './verification/signed-checkpoint.js';

/** What a check cannot read: a key, a checkpoint, or the JSON of a proof. */
const faultOf = (error: Error): CheckpointFault | undefined => {
  if (error instanceof CheckpointRefused) return error.fault;
  return error instanceof SyntaxError ? 'malformed' : undefined;
};

/** Why a check could not be carried out. */
export const CheckFailure = ({ error }: { readonly error: Error }) => {
  const t = useTexts(proofTexts);
  const fault = faultOf(error);
  if (fault === undefined) return <ProblemNotice error={error} />;
  return (
    <p role="alert" className={styles['bad']}>
      {t.finding[fault]}
    </p>
  );
};
