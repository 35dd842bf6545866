// The specs speak Jest; of all that, the pure ones use no more than expect and each.
import { expect } from 'expect';
import each from 'jest-each';

const { bind } = each.default ?? each;
Object.assign(globalThis, { expect, beforeAll: globalThis.before, afterAll: globalThis.after });
