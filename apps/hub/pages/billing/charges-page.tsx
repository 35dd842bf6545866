import type { Schemas } from '@ledgerdesk/client';
import { client } from '../../api/client.js';
import { useNames } from '../../api/names.js';
import { usePages } from '../../api/pages-of.js';
import { Button } from '../../design/button.js';
import { EmptyState } from '../../design/empty-state.js';
import { LoadingPage } from '../../design/loading-page.js';
import { Page } from '../../design/page.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './billing.module.css';
import { BillingDay } from './billing-day.js';
import { billingTexts } from './billing.texts.js';
import { Computation } from './computation.js';
import { useTeamZone } from './use-team-zone.js';

type Charge = Schemas['ChargePage']['items'][number];

const MINUTE = 60_000;

const ChargeRow = ({ charge }: { readonly charge: Charge }) => {
  const t = useTexts(billingTexts);
  const formats = useFormats();
  const names = useNames();
  const zone = useTeamZone();
  const unrounded = Number(charge.exact.numerator) / Number(charge.exact.denominator);
  const isLate = Date.parse(charge.issuedAt) - Date.parse(charge.effectiveAt) > MINUTE;
  return (
    <tr>
      <td>
        <BillingDay at={charge.effectiveAt} zone={zone} />
        {isLate && <div className={styles['muted']}>{t.recordedLater(formats.dateTime(charge.issuedAt))}</div>}
      </td>
      <td>
        {names.product(charge.product)} {t.editions[charge.edition]}
        <div className={styles['muted']}>{t.reasons[charge.reason]}</div>
      </td>
      <td className={styles['amount']}>{formats.money(charge.amount)}</td>
      <td>
        <Computation of={charge} />
        {unrounded !== charge.amount.minor && (
          <div className={styles['muted']}>{t.exact(formats.moneyExactly({ ...charge.amount, minor: unrounded }))}</div>
        )}
        {charge.agreedBy !== null && <div className={styles['muted']}>{t.agreed(charge.agreedBy)}</div>}
      </td>
    </tr>
  );
};

/** Every charge of the reader's team, newest first, with how it was computed. */
export const ChargesPage = () => {
  const t = useTexts(billingTexts);
  const teamId = useSelf().team?.id ?? '';
  const charges = usePages(['billing', 'charges', teamId], (cursor, options) =>
    client.get('/v1/teams/{teamId}/charges', {
      path: { teamId },
      query: cursor === undefined ? {} : { cursor },
      ...options,
    }),
  );
  return (
    <Page title={t.charges}>
      {charges.error && <ProblemNotice error={charges.error} onRetry={charges.reload} />}
      {charges.isLoading && <LoadingPage />}
      {charges.items?.length === 0 && <EmptyState title={t.chargesEmpty} hint={t.chargesHint} />}
      {charges.items !== undefined && charges.items.length > 0 && (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t.date}</th>
              <th scope="col">{t.reason}</th>
              <th scope="col">{t.amount}</th>
              <th scope="col">{t.howComputed}</th>
            </tr>
          </thead>
          <tbody>
            {charges.items.map((charge) => (
              <ChargeRow key={charge.chargeId} charge={charge} />
            ))}
          </tbody>
        </table>
      )}
      {charges.hasMore && <Button onClick={charges.loadMore}>{t.more}</Button>}
    </Page>
  );
};
