import { textAt } from '../body.ts';
import { answersOf, findFields, pick } from '../fields.ts';
import type { SourceKind } from '../source.ts';

/** Formstack: labels as keys; in a form a name is lines of `first = John`. */
export const formstack: SourceKind = {
  name: 'formstack',
  scheme: { by: 'field', path: 'HandshakeKey' },
  secrets: ['HandshakeKey'],
  read: (body) => {
    const [form, id] = [textAt(body, 'FormID'), textAt(body, 'UniqueID')];
    const answers = answersOf(body, ['FormID', 'UniqueID', 'HandshakeKey']).map(({ label, value }) => ({
      label,
      value: typeof value === 'string' ? joined(value) : value,
    }));
    return {
      event: id === undefined ? undefined : `${form}/${id}`,
      leads: [pick({ ...findFields(answers), form, externalId: id })],
    };
  },
};

function joined(value: string): string {
  const parts = value.split(/\r?\n/).map((line) => /^(\w+) = (.*)$/.exec(line)?.[2]);
  return parts.length > 1 && parts.every((part) => part !== undefined) ? parts.join(' ') : value;
}
