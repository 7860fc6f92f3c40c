import type { CountryCode } from 'libphonenumber-js';
import { leadFields } from '../bulk/columns.ts';
import { instant, type ListKind } from '../clients/bulk/list-kind.ts';
import { receiveLead } from './receive-lead.ts';

type Extra = { readonly message?: string; readonly source?: string; readonly campaign?: string; readonly at?: number };

/** A list of leads: each becomes a lead of its client, as of its own date, and no channel hears of it. */
export function leadList(country: CountryCode | undefined): ListKind<Extra> {
  return {
    name: 'leads',
    fields: leadFields,
    read: (cell) => {
      const at = instant(cell('at'));
      const [message, source, campaign] = [cell('message'), cell('source'), cell('campaign')];
      return {
        ...(message ? { message } : {}),
        ...(source ? { source } : {}),
        ...(campaign ? { campaign } : {}),
        ...(at === undefined ? {} : { at }),
      };
    },
    unfit: async (_db, { whom: { traits } }) =>
      traits.mailbox || traits.phone || traits.handle
        ? undefined
        : 'has no e-mail, phone or messenger to reach anybody',
    take: async (tx, rows, { actor, label }, now) => {
      for (const { whom, extra } of rows) {
        const { at = now, ...told } = extra;
        const { name, company, email, phone, handle } = whom.typed;
        const typed = { name, company, email, phone, handle };
        const enquiry = Object.fromEntries(Object.entries({ ...typed, ...told }).filter(([, value]) => value));
        await receiveLead(tx, enquiry, { actor, source: label }, { channels: [], country }, Math.min(at, now));
      }
      return { made: rows.length, joined: 0 };
    },
  };
}
