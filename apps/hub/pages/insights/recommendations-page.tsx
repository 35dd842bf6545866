import type { Schemas } from '@ledgerdesk/client';
import { BookOpen, GraduationCap, Video } from 'lucide-react';
import { type Names, useNames } from '../../api/names.js';
import { useResource } from '../../api/resource.js';
import { useMoment } from '../../app/moment.js';
import { Badge } from '../../design/badge.js';
import { EmptyState } from '../../design/empty-state.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { useLanguage, useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './insights.module.css';
import { insightTexts } from './insights.texts.js';
import { mainReasons, type MainReason } from './main-reasons.js';
import { recommendationsResource } from './resources.js';

type Recommendation = Schemas['Recommendations']['items'][number];

const ICONS = { article: BookOpen, video: Video, course: GraduationCap } as const;

/** What the requests of a reason are about. */
const aboutOf = ({ product, issueType }: MainReason, names: Names): string =>
  [issueType === null ? undefined : names.issueType(issueType), names.product(product)].filter(Boolean).join(', ');

const RecommendationItem = ({ item }: { readonly item: Recommendation }) => {
  const t = useTexts(insightTexts);
  const formats = useFormats();
  const names = useNames();
  const Icon = ICONS[item.kind];
  return (
    <li className={styles['item']}>
      <Badge icon={<Icon size={12} aria-hidden />}>{t.kinds[item.kind]}</Badge>
      <a href={item.link} target="_blank" rel="noreferrer" title={t.newTab}>
        {item.title}
      </a>
      <ul className={styles['reasons']}>
        {mainReasons(item.reasons).map(({ count, ...about }) => (
          <li key={`${about.product} ${about.issueType ?? ''}`}>
            {t.because(formats.number(count), aboutOf(about, names))}
          </li>
        ))}
        {item.reasons.length === 0 && <li>{t.popular}</li>}
      </ul>
    </li>
  );
};

/** Articles, videos and courses for what the reader asked about, each with its reasons (M1–M4). */
export const RecommendationsPage = () => {
  const t = useTexts(insightTexts);
  const { language } = useLanguage();
  const { asOf } = useMoment();
  const recommendations = useResource(recommendationsResource(language, asOf));
  const { areLoading } = useNames();
  return (
    <Page title={t.recommendations}>
      <p className={styles['muted']}>{t.recommended}</p>
      {/* Shown together with the names in the reasons, to avoid layout shifts. */}
      <Loaded of={areLoading ? { ...recommendations, data: undefined } : recommendations}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t.noRecommendations} hint={t.noRecommendationsHint} />
          ) : (
            <ul className={styles['list']}>
              {items.map((item) => (
                <RecommendationItem key={item.id} item={item} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
};
