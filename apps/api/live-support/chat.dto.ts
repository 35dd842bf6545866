import { Id, Language, Text } from '../platform/http/fields.js';

/** The longest message of a chat, in bytes. */
const MESSAGE = 4_096;

export class StartChatBody {
  @Id({ optional: true, example: 'dropbox', description: 'Needed only where the team uses several products (R2).' })
  product?: string;
  @Id({ example: 'sync_upload' }) issueType: string;
  @Text(MESSAGE, { example: 'Since this morning nothing syncs.' }) message: string;
  @Language() language: string;
}

export class ChatMessageBody {
  @Text(MESSAGE, { example: 'It happens on two machines.' }) body: string;
}
