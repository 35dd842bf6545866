import { getRouteApi } from '@tanstack/react-router';
import { Card } from '../../design/card.js';
import { saveAsJson } from '../../design/download.js';
import { LoadingPage } from '../../design/loading-page.js';
import { Page } from '../../design/page.js';
import { useTexts } from '../../texts/language-context.js';
import { CheckFailure } from './check-failure.js';
import { CheckedProofView } from './checked-proof-view.js';
import { ProofForm } from './proof-form.js';
import styles from './proof.module.css';
import { proofTexts } from './proof.texts.js';
import { useCanVerify } from './use-can-verify.js';
import { useProof } from './use-proof.js';

const route = getRouteApi('/proof');
const COMMAND = 'node ledgerdesk-verify.mjs bundle --key KEY --saved CHECKPOINT proof.json';

/** The check that does not depend on this server. */
const IndependentCheck = () => {
  const t = useTexts(proofTexts);
  return (
    <Card title={t.verifier}>
      <p>{t.independent}</p>
      <pre tabIndex={0} role="group" aria-label={t.verifier} className={styles['noteText']}>
        {COMMAND}
      </pre>
    </Card>
  );
};

/** Downloads what proves a ticket, and checks it in the browser with what the auditor pastes. */
export const ProofPage = () => {
  const t = useTexts(proofTexts);
  const { ticket = '' } = route.useSearch();
  const canVerify = useCanVerify();
  const proof = useProof();
  const { checked, error, isBusy } = proof;
  return (
    <Page title={t.prove} isInOrder>
      <Card title={t.whatProves}>
        {canVerify === undefined && <LoadingPage />}
        {canVerify === false && <p>{t.onlyDownload}</p>}
        {canVerify !== undefined && (
          <ProofForm key={ticket} initialTicket={ticket} canVerify={canVerify} proof={proof} />
        )}
      </Card>
      {isBusy && <p role="status">{t.checking}</p>}
      {error && <CheckFailure error={error} />}
      {checked && (
        <CheckedProofView result={checked.result} onDownload={() => saveAsJson('proof.json', checked.bundle)} />
      )}
      <IndependentCheck />
    </Page>
  );
};
