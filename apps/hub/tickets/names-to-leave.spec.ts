import { ApiProblem } from '@ledgerdesk/client';
import { namesToLeave } from './names-to-leave.js';
import type { UploadingFile } from './upload-queues.js';

const file = (name: string, state: UploadingFile['state'], error?: Error): UploadingFile => ({
  id: name,
  file: new File([], name),
  state,
  share: 0,
  error,
});

describe('files that have to be attached again after a reload', () => {
  it('are those on their way, and those that may be accepted later, but none that was refused', () => {
    const refusal = new ApiProblem(
      { type: 'about:blank', title: 'Refused', status: 413, detail: 'Too large.' },
      null,
      undefined,
    );
    const queues = new Map([
      ['reply.1', [file('a.log', 'uploading'), file('b.log', 'waiting'), file('c.log', 'failed', new TypeError())]],
      ['reply.2', [file('huge.bin', 'failed', refusal)]],
    ]);
    expect([...namesToLeave(queues)]).toEqual([
      ['reply.1', ['a.log', 'b.log', 'c.log']],
      ['reply.2', []],
    ]);
  });
});
