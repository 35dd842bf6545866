import type { Schemas } from '@ledgerdesk/client';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type ShownResource, useResource } from '../../api/resource.js';
import { useMoment } from '../../app/moment.js';
import { Card } from '../../design/card.js';
import { keepShown } from '../../design/keep-shown.js';
import { Loaded } from '../../design/loaded.js';
import { LoadingPage } from '../../design/loading-page.js';
import { LoadingText } from '../../design/loading-text.js';
import { Page } from '../../design/page.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useSelf } from '../../session/self.js';
import { useLanguage, useTexts } from '../../texts/language-context.js';
import { DueBadge } from '../../tickets/due-badge.js';
import { useFormats } from '../../time/formats.js';
import { dashboardResource } from '../insights/resources.js';
import { CurrentRequests, useCurrentTickets } from './current-requests.js';
import { LiveNow } from './live-now.js';
import { mayBuy } from './may-buy.js';
import { NewRequestLink } from './new-request.js';
import { NextSteps } from './next-steps.js';
import styles from './overview-page.module.css';
import { overviewTexts } from './overview-page.texts.js';
import { supportRoute } from './resources.js';
import { Trends } from './trends.js';

const Figure = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={styles['figure']}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** How many requests there are, and which one is answered next: names at once, figures once they are loaded. */
const Figures = ({ counts }: { readonly counts: ShownResource<Schemas['Dashboard']> }) => {
  const t = useTexts(overviewTexts);
  const formats = useFormats();
  const { tickets, error } = useCurrentTickets();
  const next = tickets?.find(({ response }) => response.dueAt !== null);
  const unknown = (reason: Error | null): ReactNode => (reason ? '–' : <LoadingText />);
  return (
    <dl className={styles['figures']}>
      <Figure name={t.open}>{counts.data ? formats.number(counts.data.open) : unknown(counts.error)}</Figure>
      <Figure name={t.total}>{counts.data ? formats.number(counts.data.total) : unknown(counts.error)}</Figure>
      <Figure name={t.nextDue}>{next ? <DueBadge {...next} /> : tickets ? t.noneDue : unknown(error)}</Figure>
    </dl>
  );
};

/** The overview of those who use the hub. */
const HubOverview = () => {
  const t = useTexts(overviewTexts);
  const { asOf } = useMoment();
  const counts = useResource(dashboardResource(asOf));
  return (
    <Page title={t.title} actions={<NewRequestLink />}>
      {counts.error && <ProblemNotice error={counts.error} onRetry={counts.reload} />}
      <Figures counts={counts} />
      <div className={styles['columns']} data-in-order="narrow" ref={keepShown}>
        <div className={styles['column']} data-in-order="always" ref={keepShown}>
          <LiveNow />
          <CurrentRequests />
          {counts.data && <Trends dashboard={counts.data} />}
          {counts.isLoading && <LoadingPage lines={3} />}
        </div>
        <div className={styles['column']}>
          <NextSteps />
        </div>
      </div>
    </Page>
  );
};

/** The help page of those who get support outside of the hub: why, and what they can do here. */
const SupportPage = () => {
  const t = useTexts(overviewTexts);
  const { language } = useLanguage();
  const route = useResource(supportRoute(language));
  const self = useSelf();
  return (
    <Page title={t.supportTitle} actions={<NewRequestLink />}>
      <div className={styles['column']} data-in-order="always" ref={keepShown}>
        <Card title={t.help}>
          <Loaded of={route} lines={2}>
            {({ reason }) => <p>{reason.message}</p>}
          </Loaded>
          <p className={styles['links']}>
            <Link to="/contact">{t.contact}</Link>
            <Link to="/tickets">{t.seeTickets}</Link>
            {mayBuy(self) && <Link to="/billing">{t.buy}</Link>}
          </p>
        </Card>
        <LiveNow />
        <CurrentRequests />
      </div>
    </Page>
  );
};

/** The first page of a requester: that of the hub, or the help page for those who do not have the hub. */
export const OverviewPage = () => (useSelf().may.hub.allowed ? <HubOverview /> : <SupportPage />);
