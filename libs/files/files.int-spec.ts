import fs, {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createFile,
  createPrivateFolder,
  namingFileError,
  replaceFile,
  requireAccess,
  restrictToOwner,
} from './index.js';

let folder: string;
const at = (...path: readonly string[]): string => join(folder, ...path);
const modeOf = (path: string): string => (lstatSync(path).mode & 0o777).toString(8);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-files-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** Records the calls that make content and name durable, in order, and lets them through. */
const durableCalls = (): readonly string[] => {
  const calls: string[] = [];
  for (const name of ['fsyncSync', 'linkSync', 'renameSync'] as const) {
    const call = fs[name] as (...args: unknown[]) => void;
    jest.spyOn(fs, name).mockImplementation((...args: unknown[]) => {
      calls.push(name);
      call(...args);
    });
  }
  return calls;
};

describe('a durable file', () => {
  it('is created with its content, once, and private', () => {
    createFile(at('key'), () => 'first');
    createFile(at('key'), () => 'second');
    expect(readFileSync(at('key'), 'utf8')).toBe('first');
    expect(modeOf(at('key'))).toBe('600');
    expect(readdirSync(folder)).toEqual(['key']);
  });

  it('keeps the content of a process that was faster', () => {
    createFile(at('key'), () => {
      createFile(at('key'), () => 'faster');
      return 'slower';
    });
    expect(readFileSync(at('key'), 'utf8')).toBe('faster');
    expect(readdirSync(folder)).toEqual(['key']);
  });

  it('is replaced as a whole', () => {
    writeFileSync(at('file'), 'old', { mode: 0o644 });
    replaceFile(at('file'), 'new');
    expect(readFileSync(at('file'), 'utf8')).toBe('new');
    expect(modeOf(at('file'))).toBe('600');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('has its content synced before it gets its name, and its folder afterwards', () => {
    const calls = durableCalls();
    createFile(at('key'), () => 'content');
    expect(calls).toEqual(['fsyncSync', 'linkSync', 'fsyncSync']);
    replaceFile(at('key'), 'new content');
    expect(calls.slice(3)).toEqual(['fsyncSync', 'renameSync', 'fsyncSync']);
  });

  it('leaves nothing and keeps the old file if it cannot be written', () => {
    writeFileSync(at('file'), 'old');
    jest.spyOn(fs, 'fsyncSync').mockImplementation(() => {
      throw new Error('no space left on device');
    });
    expect(() => replaceFile(at('file'), 'new')).toThrow('no space left on device');
    expect(() => createFile(at('other'), () => 'new')).toThrow('no space left on device');
    expect(readdirSync(folder)).toEqual(['file']);
    expect(readFileSync(at('file'), 'utf8')).toBe('old');
  });
});

describe('private access', () => {
  it('creates folders and their parents for the owner only, durably, and keeps existing ones', () => {
    const calls = durableCalls();
    createPrivateFolder(at('a', 'b', 'c'));
    expect(['a', 'a/b', 'a/b/c'].map((path) => modeOf(at(path)))).toEqual(['700', '700', '700']);
    expect(calls).toEqual(['fsyncSync', 'fsyncSync', 'fsyncSync']);
    createPrivateFolder(at('a', 'b'));
    expect(calls).toHaveLength(3);
  });

  it('names what has the name of a folder, and the true error of a disk that is full', () => {
    writeFileSync(at('file'), '');
    expect(() => createPrivateFolder(at('file', 'folder'))).toThrow(`${at('file')} is not a folder.`);
    jest.spyOn(fs, 'mkdirSync').mockImplementation(() => {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    });
    expect(() => createPrivateFolder(at('new', 'folder'))).toThrow(`${at('new')} cannot be read or written (no space`);
  });

  it('is restored to files and folders that others can read, and to no others', () => {
    writeFileSync(at('open'), '');
    chmodSync(at('open'), 0o644);
    writeFileSync(at('private'), '');
    chmodSync(at('private'), 0o400);
    mkdirSync(at('folder'));
    chmodSync(at('folder'), 0o755);
    expect(restrictToOwner(['open', 'private', 'folder', 'missing'].map((name) => at(name)))).toEqual([]);
    expect(['open', 'private', 'folder'].map((name) => modeOf(at(name)))).toEqual(['600', '400', '700']);
  });

  it('follows no link, and changes no folder that all users share', () => {
    const target = at('target');
    writeFileSync(target, '');
    chmodSync(target, 0o644);
    symlinkSync(target, at('link'));
    mkdirSync(at('shared'));
    chmodSync(at('shared'), 0o1777);
    expect(restrictToOwner([at('link'), at('shared')])).toEqual([at('shared')]);
    expect([modeOf(target), modeOf(at('shared'))]).toEqual(['644', '777']);
  });

  it('returns the paths of other users', () => {
    writeFileSync(at('foreign'), '');
    chmodSync(at('foreign'), 0o644);
    jest.spyOn(fs, 'chmodSync').mockImplementation(() => {
      throw Object.assign(new Error('operation not permitted'), { code: 'EPERM' });
    });
    expect(restrictToOwner([at('foreign')])).toEqual([at('foreign')]);
  });
});

describe('a file that this process may not use', () => {
  const refusing = (code: string) => () => {
    throw Object.assign(new Error('not permitted'), { code });
  };

  it.each([
    ['read', 'EACCES', 'read it and enter its folder F.'],
    ['read folder', 'EPERM', 'read it and enter its folder F.'],
    ['write', 'EROFS', 'write it and enter its folder F: it should be the owner of both.'],
    ['write folder', 'EACCES', 'write it and enter its folder F: it should be the owner of both.'],
  ] as const)('is named with what to do: %s, %s', (access, code, remedy) => {
    jest.spyOn(fs, 'accessSync').mockImplementation(refusing(code));
    expect(() => requireAccess(at('file'), access)).toThrow(
      `${at('file')} cannot be opened (not permitted). Let the user of this process ${remedy.replace('F', folder)}`,
    );
  });

  it('is named when it or its folder cannot be created or replaced', () => {
    jest.spyOn(fs, 'openSync').mockImplementation(refusing('EACCES'));
    const message = `${at('file')} cannot be opened (not permitted). Let the user of this process write it`;
    expect(() => createFile(at('file'), () => '')).toThrow(message);
    expect(() => replaceFile(at('file'), '')).toThrow(message);
    jest.spyOn(fs, 'mkdirSync').mockImplementation(refusing('EACCES'));
    expect(() => createPrivateFolder(at('folder'))).toThrow(`${at('folder')} cannot be opened (not permitted).`);
  });

  it('is not one that is missing, and other errors stay as they are', () => {
    expect(() => requireAccess(at('missing'), 'write')).not.toThrow();
    const error = new Error('unexpected');
    expect(namingFileError(at('file'), error)).toBe(error);
  });
});

describe('what root creates in a folder of another user', () => {
  const OWNER = { uid: 1_234, gid: 5_678 };
  const given: unknown[] = [];
  beforeEach(() => {
    given.length = 0;
    if (process.getuid) jest.spyOn(process, 'getuid').mockReturnValue(0);
    const stat = fs.statSync;
    jest
      .spyOn(fs, 'statSync')
      .mockImplementation(((path: string) => Object.assign(stat(path), OWNER)) as typeof fs.statSync);
    jest.spyOn(fs, 'fchownSync').mockImplementation((_, ...owner) => void given.push(owner));
  });

  it('belongs to that user, except the output of commands', () => {
    createFile(at('created'), () => '');
    replaceFile(at('replaced'), '');
    createPrivateFolder(at('folder'));
    expect(given).toEqual(Array.from({ length: 3 }, () => [OWNER.uid, OWNER.gid]));
    replaceFile(at('output'), '', 0o666);
    expect(given).toHaveLength(3);
  });

  it('stays with a root that may not change owners', () => {
    jest.spyOn(fs, 'fchownSync').mockImplementation(() => {
      throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
    });
    createFile(at('created'), () => 'content');
    expect(readFileSync(at('created'), 'utf8')).toBe('content');
  });
});
