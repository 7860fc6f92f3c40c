import { textAt } from '../body.ts';
import { answersOf, findFields, pick, utmIn } from '../fields.ts';
import { type SourceKind, words } from '../source.ts';

const ours = ['tranid', 'formid', 'formname', 'api_key', 'COOKIES', 'ma_name', 'ma_email', 'ma_phone'];

/** Tilda: a form of a page, its fields often named in Russian; cookies carry where somebody came from. */
export const tilda: SourceKind = {
  name: 'tilda',
  scheme: { by: 'field', path: 'api_key', header: 'x-api-key' },
  secrets: ['api_key'],
  greet: (_delivery, body) => (textAt(body, 'test') === 'test' ? words('ok') : undefined),
  read: (body) => {
    const id = textAt(body, 'tranid');
    const asked = findFields(answersOf(body, ours));
    return {
      event: id,
      leads: [
        pick({
          ...asked,
          utm: asked.utm ?? utmIn(cookiesIn(textAt(body, 'COOKIES'))),
          form: textAt(body, 'formid') ?? textAt(body, 'formname'),
          externalId: id,
        }),
      ],
    };
  },
  thanks: () => words('ok'),
};

/** Tilda keeps the marks of the first visit in one cookie: `TILDAUTM=utm_source%3Dgoogle|||utm_medium%3Dcpc`. */
function cookiesIn(cookies: string | undefined): Record<string, string> {
  const kept = /TILDAUTM=([^;]+)/.exec(cookies ?? '')?.[1] ?? '';
  const pairs = decoded(kept)
    .split('|||')
    .map((pair) => pair.split('='));
  return Object.fromEntries(pairs.map(([name = '', ...value]) => [name.trim(), value.join('=')]));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
