import {
  derivedId,
  Quotes,
  AddOnCommandMessage,
  MemberCommandMessage,
  TeamCommandMessage,
} from '@ledgerdesk/application';
import { isRefusal } from '@ledgerdesk/kernel';
import type { Server } from '../../apps/server/http-server.js';
import { envelope, MEMBER, TEAM } from './bench-engine.js';

const acceptedOrThrow = <T>(outcome: T): Exclude<T, { readonly refused: true }> => {
  if (isRefusal(outcome)) throw new Error(outcome.message);
  return outcome as Exclude<T, { readonly refused: true }>;
};

/** Registers a team with one admin and the Essentials add-on, so that its tickets start response clocks. */
export const prepareTeam = async ({ app, commands }: Server): Promise<void> => {
  acceptedOrThrow(
    await commands.execute(
      new TeamCommandMessage(envelope(), TEAM, {
        type: 'RegisterTeam',
        teamId: TEAM,
        name: 'Acme',
        country: 'JP',
        timeZone: 'Asia/Tokyo',
        products: ['dropbox'],
        selfServe: true,
        accountManager: null,
        billing: { currency: 'JPY', interval: 'month', periodStart: '2026-11-01', seats: 25 },
      }),
    ),
  );
  acceptedOrThrow(
    await commands.execute(
      new MemberCommandMessage(envelope(), TEAM, MEMBER, {
        type: 'AddMember',
        teamId: TEAM,
        memberId: MEMBER,
        name: 'Aiko',
        email: 'aiko@acme.example',
        language: 'en',
        roles: ['team_admin'],
      }),
    ),
  );
  const request = {
    id: derivedId('quote', 'bench'),
    product: 'dropbox',
    edition: 'essentials',
    at: new Date().toISOString(),
  } as const;
  const quote = acceptedOrThrow(await app.get(Quotes).quote(TEAM, 'sales', request));
  acceptedOrThrow(
    await commands.execute(
      new AddOnCommandMessage(envelope(), TEAM, 'dropbox', 'sales', { type: 'PurchaseAddOn', quote }),
    ),
  );
};
