import { getRouteApi } from '@tanstack/react-router';
import { BackLink } from '../../design/back-link.js';
import { Card } from '../../design/card.js';
import { Page } from '../../design/page.js';
import { useTexts } from '../../texts/language-context.js';
import { EventDetails } from './event-details.js';
import { eventsTexts } from './events.texts.js';

const route = getRouteApi('/events/$eventId');

/** One event under an address of its own. */
export const EventPage = () => {
  const t = useTexts(eventsTexts);
  const { eventId } = route.useParams();
  return (
    <Page title={t.type} back={<BackLink to="/events">{t.title}</BackLink>}>
      <Card title={eventId}>
        <EventDetails key={eventId} eventId={eventId} />
      </Card>
    </Page>
  );
};
