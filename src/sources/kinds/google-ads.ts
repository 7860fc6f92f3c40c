import { at, listAt, textAt } from '../body.ts';
import { findFields, pick } from '../fields.ts';
import { moment } from '../moments.ts';
import type { SourceKind } from '../source.ts';

/** Google Ads lead forms: the key stands in the body; answers are named by `column_id`. */
export const googleAds: SourceKind = {
  name: 'google_ads',
  scheme: { by: 'field', path: 'google_key' },
  secrets: ['google_key'],
  read: (body) => {
    const answers = listAt(body, 'user_column_data').map((column) => ({
      label: label(textAt(column, 'column_id'), textAt(column, 'column_name')),
      value: at(column, 'string_value'),
    }));
    const lead = pick({
      ...findFields(answers),
      campaign: textAt(body, 'campaign_id'),
      form: textAt(body, 'form_id'),
      submittedAt: moment(at(body, 'lead_submit_time')),
      externalId: textAt(body, 'lead_id'),
      ...(at(body, 'is_test') === true ? { test: true as const } : {}),
    });
    return { event: lead.externalId, leads: [lead] };
  },
};

/** Of the questions that every form may ask Google names the column; of others only the words are to be read. */
function label(column: string | undefined, name: string | undefined): string {
  if (column === undefined || /^QUESTION_/.test(column)) return name ?? column ?? '';
  return column.replace(/^(USER|WORK)_/, '').replaceAll('_', ' ');
}
