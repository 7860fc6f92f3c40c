import { at, textAt } from '../body.ts';
import { type Answered, findFields, pick } from '../fields.ts';
import type { SourceKind } from '../source.ts';

/** Jotform: a form whose part `rawRequest` holds the answers as JSON, under keys like `q3_yourName`. */
export const jotform: SourceKind = {
  name: 'jotform',
  scheme: { by: 'address' },
  read: (body) => {
    const id = textAt(body, 'submissionID');
    const answers = Object.entries(Object(parsed(textAt(body, 'rawRequest')))).flatMap(([key, value]): Answered[] => {
      const [, slug] = /^q\d+_(.+)$/.exec(key) ?? [];
      const label = (slug ?? '').replace(/\d+$/, '').replace(/([a-z])([A-Z])/g, '$1 $2');
      return slug ? [{ label, value: at(value, 'full') ?? value }] : [];
    });
    return { event: id, leads: [pick({ ...findFields(answers), form: textAt(body, 'formID'), externalId: id })] };
  },
};

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? '{}');
  } catch {
    return {};
  }
}
