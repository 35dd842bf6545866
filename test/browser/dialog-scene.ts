import { PEOPLE } from './people.js';
import type { SceneIds } from './pages.js';
import type { SandboxScene } from './scene.js';

/** Ids that addresses of pages with dialogs contain. */
export interface DialogIds extends SceneIds {
  /** A ticket of the administrator that is not solved. */
  readonly openTicket: string;
  /** A chat of the administrator of the other team that nobody has taken. */
  readonly waitingChat: string;
  /** A callback of the administrator that nobody has taken. */
  readonly waitingCallback: string;
  /** An inquiry of the other team that sales has not answered. */
  readonly inquiry: string;
  /** Name of a saved view of tickets of dropbox. */
  readonly view: string;
}

const VIEW = 'Dropbox';
const PRODUCT = { product: 'dropbox', language: 'en' } as const;
const CALLBACK = { ...PRODUCT, phone: '+81 3-1234-5678', reason: 'Nobody can sign in.' } as const;

/** Adds to the sandbox what its story ends without: requests that wait, and those that agents are busy with. */
export const prepareDialogs = async (scene: SandboxScene): Promise<DialogIds> => {
  const [admin, other, kenji, tom] = await Promise.all([
    scene.clientFor(PEOPLE.admin),
    scene.clientFor(PEOPLE.other),
    scene.clientFor(PEOPLE.agent),
    scene.clientFor({ kind: 'agent', subject: 'tom' }),
  ]);
  const chat = { body: { ...PRODUCT, issueType: 'sync_upload', message: 'Nothing syncs.' } } as const;
  await admin.post('/v1/chats', chat);
  await kenji.post('/v1/desk/chats/next', { body: {} });
  await other.post('/v1/callbacks', { body: CALLBACK });
  await tom.post('/v1/desk/callbacks/next', { body: {} });
  const waitingChat = (await other.post('/v1/chats', chat)).data.chatId;
  const waitingCallback = (await admin.post('/v1/callbacks', { body: CALLBACK })).data.callbackId;
  const ticket = { ...PRODUCT, issueType: 'sync_upload', subject: 'Sync has stopped', body: 'Nothing syncs.' } as const;
  const openTicket = (await admin.post('/v1/tickets', { body: ticket })).data.ticketId;
  await admin.put('/v1/ticket-views/{name}', { path: { name: VIEW }, body: { product: 'dropbox' } });
  const { data } = await other.post('/v1/teams/{teamId}/add-on-inquiries', {
    path: { teamId: 'globex' },
    body: { product: 'dropbox', message: 'We would like the Enhanced edition.' },
  });
  return { ...(await scene.ids()), openTicket, waitingChat, waitingCallback, view: VIEW, inquiry: data.inquiryId };
};
