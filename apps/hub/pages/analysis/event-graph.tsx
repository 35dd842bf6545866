import type { Schemas } from '@ledgerdesk/client';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTexts } from '../../texts/language-context.js';
import { TimeText } from '../../time/time-text.js';
import styles from './event-graph.module.css';
import { eventsTexts } from './events.texts.js';
import { actorText } from './logged-event.js';

type Links = Schemas['EventWithLinks'];
type LinkedEvent = Links['causes'][number];

const Node = ({ event, isCurrent = false }: { readonly event: LinkedEvent; readonly isCurrent?: boolean }) => (
  <li className={styles['node']} data-current={isCurrent}>
    {isCurrent ? (
      <strong aria-current="true">{event.type}</strong>
    ) : (
      <Link to="/events/$eventId" params={{ eventId: event.id }}>
        {event.type}
      </Link>
    )}
    <span className={styles['note']}>
      <TimeText at={event.recordedAt} />
      {` · ${actorText(event.actor)}`}
    </span>
    <code className={styles['note']}>{event.stream}</code>
  </li>
);

/** One column of the graph. */
const Nodes = ({
  name,
  events,
  currentId,
  none,
}: {
  readonly name: string;
  readonly events: readonly LinkedEvent[];
  readonly currentId?: string;
  readonly none?: string;
}) => {
  const id = useId();
  return (
    <div className={styles['column']}>
      <h4 id={id} className={styles['name']}>
        {name}
      </h4>
      {events.length === 0 && <p className={styles['none']}>{none}</p>}
      <ol aria-labelledby={id} className={styles['nodes']}>
        {events.map((event) => (
          <Node key={event.id} event={event} isCurrent={event.id === currentId} />
        ))}
      </ol>
    </div>
  );
};

/** What caused an event, what was recorded with it, and what it caused: top to bottom, as lists that lead on. */
export const EventGraph = ({ links }: { readonly links: Links }) => {
  const t = useTexts(eventsTexts);
  const id = useId();
  const { event, command, causes, effects, hasMoreEffects } = links;
  return (
    <section aria-labelledby={id} className={styles['graph']}>
      <h3 id={id}>{t.causes}</h3>
      <Nodes name={t.causedBy} events={causes.toReversed()} none={t.noCauses} />
      <Nodes name={command.events.length > 1 ? t.together : t.thisEvent} events={command.events} currentId={event.id} />
      <Nodes name={t.effects} events={effects} none={t.noEffects} />
      {hasMoreEffects && (
        <Link to="/events" search={{ correlationId: command.correlationId, order: 'asc' }}>
          {t.moreEffects}
        </Link>
      )}
    </section>
  );
};
