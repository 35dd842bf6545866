import { IdField, LanguageField, TextField } from '../platform/http/fields.js';

/** The longest message of a chat, in bytes. */
const MESSAGE = 4_096;

export class StartChatBody {
  @IdField({
    optional: true,
    example: 'dropbox',
    description: 'Needed only where the team uses several products (R2).',
  })
  product?: string;
  @IdField({ example: 'sync_upload' }) issueType: string;
  @TextField(MESSAGE, { example: 'Since this morning nothing syncs.' }) message: string;
  @LanguageField() language: string;
}

export class ChatMessageBody {
  @TextField(MESSAGE, { example: 'It happens on two machines.' }) body: string;
}
