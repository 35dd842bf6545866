import { Link } from '@tanstack/react-router';
import { client } from '../../api/client.js';
import { resource, useResource } from '../../api/resource.js';
import { Button } from '../../design/button.js';
import { saveAsJson } from '../../design/download.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { JsonText } from '../../design/json-text.js';
import { Loaded } from '../../design/loaded.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { TimeText } from '../../time/time-text.js';
import { EventGraph } from './event-graph.js';
import styles from './events.module.css';
import { eventsTexts } from './events.texts.js';
import { actorText, ticketOfStream } from './logged-event.js';

const linksResource = (eventId: string) =>
  resource(['log', 'event', eventId], (options) =>
    client.get('/v1/log/events/{eventId}/links', { path: { eventId }, ...options }),
  );

/** An event: its position, the sender of the command, its causes and effects, and its JSON. */
export const EventDetails = ({ eventId }: { readonly eventId: string }) => {
  const t = useTexts(eventsTexts);
  const { may } = useSelf();
  const links = useResource(linksResource(eventId));
  return (
    <Loaded of={links}>
      {(data) => {
        const { event, command } = data;
        const ticketId = ticketOfStream(event.stream);
        return (
          <div className={styles['details']}>
            <FactList>
              <Fact name={t.recorded}>
                <TimeText at={event.recordedAt} />
              </Fact>
              <Fact name={t.occurred}>
                <TimeText at={event.occurredAt} />
              </Fact>
              <Fact name={t.stream}>
                <code>{event.stream}</code>
              </Fact>
              <Fact name={t.revision}>{event.revision}</Fact>
              <Fact name={t.position}>{event.position}</Fact>
              <Fact name={t.version}>{event.version}</Fact>
              <Fact name={t.actor}>{actorText(command.actor)}</Fact>
              {command.onBehalfOf && <Fact name={t.onBehalfOf}>{actorText(command.onBehalfOf)}</Fact>}
              <Fact name={t.correlation}>
                <code>{command.correlationId}</code>
              </Fact>
            </FactList>
            <p className={styles['line']}>
              <Link to="/events" search={{ streamName: event.stream, order: 'asc' }}>
                {t.sameStream}
              </Link>
              <Link to="/events" search={{ correlationId: command.correlationId, order: 'asc' }}>
                {t.sameCorrelation}
              </Link>
              {ticketId !== undefined && may.audit.allowed && (
                <Link to="/proof" search={{ ticket: ticketId }}>
                  {t.proof}
                </Link>
              )}
            </p>
            <EventGraph links={data} />
            <div className={styles['rawHead']}>
              <h3>{t.raw}</h3>
              <Button onClick={() => saveAsJson(`event-${event.id}.json`, event)}>{t.download}</Button>
            </div>
            <JsonText label={t.raw} value={event} />
          </div>
        );
      }}
    </Loaded>
  );
};
