import type { Directory } from '../../src/chat/directory.ts';

/** A directory before anybody has spoken. */
export const nobodyKnown: Directory = {
  who: () => Promise.reject(new Error('nobody is known here')),
  named: () => Promise.reject(new Error('nobody is known here')),
  told: async () => {},
  reach: async () => undefined,
  unreachable: async () => {},
  identitiesOf: async () => new Map(),
};
