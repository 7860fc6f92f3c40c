import type { Settings, SourceLead } from '../../kernel/delivery.ts';
import { at, listAt, textAt } from '../body.ts';
import { answersOf, findFields, pick } from '../fields.ts';
import { moment } from '../moments.ts';
import type { SourceKind } from '../source.ts';

const mapped = [
  'name',
  'email',
  'phone',
  'handle',
  'company',
  'message',
  'campaign',
  'form',
  'consent',
  'product',
  'amount',
  'language',
] as const;

/** Anything else (Make, Zapier, a form of one's own): by a map of fields, or by what the fields are called. */
export const generic: SourceKind = {
  name: 'generic',
  scheme: { by: 'address' },
  read: (body, settings) => {
    const each = settings.map?.each;
    const rows = each === undefined ? (Array.isArray(body) ? body : [body]) : listAt(body, each);
    const leads = rows.map((row) => readRow(row, settings));
    const event = leads
      .map(({ externalId }) => externalId)
      .filter(Boolean)
      .join();
    return { event: event || undefined, leads };
  },
};

function readRow(row: unknown, { map = {} }: Settings): SourceLead {
  const said = findFields(answersOf(row));
  const told = Object.fromEntries(
    mapped.flatMap((name) => {
      const path = map[name];
      const value = path === undefined ? undefined : joined(row, path);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const id = map.id === undefined ? undefined : textAt(row, map.id);
  const when = map.submitted_at === undefined ? undefined : moment(at(row, map.submitted_at));
  return pick({
    ...said,
    campaign: said.utm?.utm_campaign,
    ...told,
    externalId: id,
    submittedAt: when,
  });
}

/** Several paths, with a plus between them, are joined: `person.first + person.last`. */
function joined(row: unknown, paths: string): string | undefined {
  const parts = paths.split('+').map((path) => textAt(row, path.trim()));
  return parts.filter(Boolean).join(' ') || undefined;
}
