import type { Page, Route } from 'playwright-core';

/** The engine's refusal of a write. */
const REFUSAL = {
  status: 409,
  contentType: 'application/problem+json',
  json: { type: 'urn:ledgerdesk:problem:ticket-closed', title: 'Conflict', status: 409, detail: 'It was closed.' },
};

/** Holds the next request to an address until it is let through, refused or its response is lost. */
export const holdRequests = async (page: Page, address: string) => {
  const held: Route[] = [];
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const hold = (route: Route): void => {
    held.push(route);
    arrive();
  };
  await page.route(address, hold, { times: 1 });
  const release = async (end: (route: Route) => Promise<void>): Promise<void> => {
    await arrived;
    await Promise.all(held.splice(0).map(end));
  };
  return {
    arrived,
    letThrough: () => release((route) => route.continue()),
    refuse: () => release((route) => route.fulfill(REFUSAL)),
    /** Lets it through, and loses what the engine answers: it is unknown what has become of it. */
    loseAnswer: () => release((route) => route.fetch().then(() => route.fulfill({ status: 500, body: 'Lost.' }))),
  };
};
