import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { Receiver } from './receiver.js';

/** A received mail, parsed. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers by lower-case name, unfolded, with encoded words decoded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
}

const CRLF = '\r\n';

const fromQuotedPrintable = (body: string): string =>
  Buffer.from(
    body
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

const decodedWord = (encoding: string, word: string): string =>
  encoding === 'B' ? Buffer.from(word, 'base64').toString('utf8') : fromQuotedPrintable(word.replaceAll('_', ' '));

const decodedWords = (header: string): string =>
  header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, encoding: string, word: string) =>
      decodedWord(encoding.toUpperCase(), word),
    );

const headersIn = (head: string): ReadonlyMap<string, string> =>
  new Map(
    head
      .replace(/\r\n[ \t]+/g, ' ')
      .split(CRLF)
      .map((line) => {
        const [name = '', ...value] = line.split(': ');
        return [name.toLowerCase(), decodedWords(value.join(': '))];
      }),
  );

const splitHead = (source: string): readonly [ReadonlyMap<string, string>, string] => {
  const end = source.indexOf(CRLF + CRLF);
  return [headersIn(source.slice(0, end)), source.slice(end + 4)];
};

/** The decoded body of the part with this media type. */
const partOf = (body: string, headers: ReadonlyMap<string, string>, type: string): string => {
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] ?? '';
  const [own, content = ''] =
    body
      .split(`--${boundary}`)
      .map((part) => splitHead(part.slice(CRLF.length)))
      .find(([part]) => part.get('content-type')?.startsWith(type)) ?? [];
  switch (own?.get('content-transfer-encoding')) {
    case 'base64':
      return Buffer.from(content, 'base64').toString('utf8').trim();
    case 'quoted-printable':
      return fromQuotedPrintable(content).trim();
    default:
      return content.trim();
  }
};

const parsed = (source: string, from: string, to: readonly string[]): ReceivedMail => {
  const [headers, body] = splitHead(source);
  return {
    from,
    to,
    headers,
    text: partOf(body, headers, 'text/plain'),
    html: partOf(body, headers, 'text/html'),
  };
};

/** An SMTP server on loopback that keeps received mails. */
export class MailReceiver extends Receiver<ReceivedMail> {
  /** SMTP error codes for the next recipients, in order. Undefined, or an empty list, accepts the recipient. */
  readonly answers: (number | undefined)[] = [];
  /** SMTP error code for every sender. Undefined accepts them. */
  senderError: number | undefined;

  private constructor(private readonly server: SMTPServer) {
    super();
  }

  static async open(): Promise<MailReceiver> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onMailFrom: (_address, _session, done) => {
        done(
          receiver.senderError === undefined
            ? null
            : Object.assign(new Error('Sender refused'), { responseCode: receiver.senderError }),
        );
      },
      onRcptTo: ({ address }, _session, done) => {
        const code = receiver.answers.shift();
        done(
          code === undefined ? null : Object.assign(new Error(`Recipient ${address} refused`), { responseCode: code }),
        );
      },
      onData: (stream, { envelope }, done) => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        void text(stream).then(async (source) => {
          await receiver.keep(parsed(source, from, to));
          done();
        }, done);
      },
    });
    // A killed sender closes its connection within a mail.
    server.on('error', () => undefined);
    const receiver = new MailReceiver(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }
}
