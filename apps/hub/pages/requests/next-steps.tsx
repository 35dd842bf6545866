import { Link } from '@tanstack/react-router';
import { BookOpen, CalendarCheck, type LucideIcon, Reply, SearchCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useResource } from '../../api/resource.js';
import { useMoment } from '../../app/moment.js';
import { useNavigation } from '../../app/navigation.js';
import { Card } from '../../design/card.js';
import { LoadingPage } from '../../design/loading-page.js';
import { useLanguage, useTexts } from '../../texts/language-context.js';
import { recommendationsResource } from '../insights/resources.js';
import { useQuarterName } from '../programme/quarter-name.js';
import { programmeResource } from '../programme/resources.js';
import { useCurrentTickets } from './current-requests.js';
import { useNames } from '../../api/names.js';
import styles from './overview-page.module.css';
import { overviewTexts } from './overview-page.texts.js';

/** Page on which consultations are booked. */
const PROGRAMME = '/programme';

/** Replies that are named; the list of tickets has all. */
const MAX_REPLIES = 3;

/** A thing that the reader can do. */
interface Step {
  readonly key: string;
  readonly icon: LucideIcon;
  readonly link: ReactNode;
  readonly hint: string;
}

/** Steps of one kind; undefined until they are loaded. */
type Steps = readonly Step[] | undefined;

/** Tickets that support has answered and that are still open. */
const useAnswered = (): Steps => {
  const t = useTexts(overviewTexts);
  const { tickets, isAwaited } = useCurrentTickets();
  if (!tickets) return isAwaited ? undefined : [];
  return tickets
    .filter(({ response: { state, answeredAt } }) => answeredAt !== null && state !== 'running' && state !== 'paused')
    .slice(0, MAX_REPLIES)
    .map(({ ticketId, subject }) => ({
      key: ticketId,
      icon: Reply,
      hint: t.answeredHint,
      link: (
        <Link to="/tickets/$ticketId" params={{ ticketId }}>
          {t.answered(subject ?? t.erased)}
        </Link>
      ),
    }));
};

/** Consultations and root-cause sessions that the add-ons include and that are not booked yet. */
const useAppointments = (): Steps => {
  const t = useTexts(overviewTexts);
  const names = useNames();
  const quarterName = useQuarterName();
  const { isPast } = useMoment();
  const { data, isAwaited } = useResource(programmeResource, { enabled: !isPast });
  const page = useNavigation().find(({ to }) => to === PROGRAMME);
  if (isAwaited || names.areLoading) return undefined;
  if (!page) return [];
  const consultations = (data?.consultations ?? [])
    .filter(({ state }) => state === 'open')
    .map(({ product, source }) => ({
      key: `${product} ${source}`,
      icon: CalendarCheck,
      hint: t.consultationHint,
      link: <Link to={page.to}>{t.consultation(names.product(product))}</Link>,
    }));
  // That of the next quarter can wait.
  const [session] = data?.rootCauseSessions ?? [];
  if (session?.state !== 'open') return consultations;
  const link = <Link to={page.to}>{t.session(quarterName(session.quarter))}</Link>;
  return [...consultations, { key: session.quarter, icon: SearchCheck, hint: t.sessionHint, link }];
};

/** The resource that suits the reader's requests best. */
const useReading = (): Steps => {
  const t = useTexts(overviewTexts);
  const { language } = useLanguage();
  const { asOf } = useMoment();
  const { data, isAwaited } = useResource(recommendationsResource(language, asOf));
  if (isAwaited) return undefined;
  const best = data?.items[0];
  if (!best) return [];
  const link = (
    <a href={best.link} target="_blank" rel="noreferrer noopener">
      {t.read(best.title)}
    </a>
  );
  return [{ key: best.id, icon: BookOpen, hint: t.kinds[best.kind], link }];
};

/** The steps in their order. */
const StepList = ({ steps }: { readonly steps: readonly Step[] }) => (
  <ul className={styles['rows']}>
    {steps.map(({ key, icon: Icon, link, hint }) => (
      <li key={key} className={styles['step']}>
        <Icon size={16} aria-hidden />
        <div>
          {link}
          <p className={styles['muted']}>{hint}</p>
        </div>
      </li>
    ))}
  </ul>
);

/**
 * What the reader could do next: replies to read, consultations to book, something to read. Each kind is shown once
 * those before it are, so that none moves another.
 */
export const NextSteps = () => {
  const t = useTexts(overviewTexts);
  const kinds: readonly Steps[] = [useAnswered(), useAppointments(), useReading()];
  const awaited = kinds.indexOf(undefined);
  const steps = (awaited === -1 ? kinds : kinds.slice(0, awaited)).flatMap((kind) => kind ?? []);
  return (
    <Card title={t.todo}>
      {awaited === -1 && steps.length === 0 && <p className={styles['muted']}>{t.nothing}</p>}
      {steps.length > 0 && <StepList steps={steps} />}
      {awaited !== -1 && <LoadingPage lines={3} />}
    </Card>
  );
};
