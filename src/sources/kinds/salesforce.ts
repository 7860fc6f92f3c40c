import { textAt } from '../body.ts';
import { answersOf, findFields, pick } from '../fields.ts';
import type { SourceKind } from '../source.ts';

const ours = [
  'oid',
  'retURL',
  'debug',
  'debugEmail',
  'lead_source',
  'Campaign_ID',
  'member_status',
  'captcha_settings',
];

/** Salesforce Web-to-Lead: a form of a page, which wants to go on to `retURL`. */
export const salesforce: SourceKind = {
  name: 'salesforce_web_to_lead',
  scheme: { by: 'address' },
  read: (body) => ({
    leads: [pick({ ...findFields(answersOf(body, ours)), campaign: textAt(body, 'Campaign_ID') })],
  }),
  thanks: (body) => {
    const back = textAt(body, 'retURL');
    const location = back && /^https:\/\//.test(back) && URL.canParse(back) ? { location: back } : {};
    return { status: 'location' in location ? 302 : 200, type: 'text/plain; charset=utf-8', body: 'ok', ...location };
  },
};
