import { touchFields } from '../../bulk/columns.ts';
import { CellFault, instant, type ListKind } from '../../clients/bulk/list-kind.ts';
import { matchRecord } from '../../clients/records/match-record.ts';
import { personByEmail } from '../../team/store.ts';
import { allOutcomes, type Channel, channels } from '../channels.ts';
import { logTouch } from './log-touch.ts';

type Extra = {
  readonly channel: Channel;
  readonly direction: 'in' | 'out';
  readonly outcome?: string;
  readonly about?: string;
  readonly note?: string;
  readonly person?: string;
  readonly at: number;
};

/** What other systems call a channel. */
const called: Readonly<Record<string, Channel>> = {
  phone: 'call',
  'phone call': 'call',
  звонок: 'call',
  mail: 'email',
  'e-mail': 'email',
  письмо: 'email',
  newsletter: 'mailing',
  campaign: 'mailing',
  рассылка: 'mailing',
  chat: 'message',
  sms: 'message',
  сообщение: 'message',
  demo: 'meeting',
  lunch: 'meeting',
  встреча: 'meeting',
  визит: 'visit',
};

/** A list of touches, each of a client who is known; what happened long ago warns nobody. */
export const touchList: ListKind<Extra> = {
  name: 'touches',
  fields: touchFields,
  read: (cell) => {
    const typed = cell('channel').toLowerCase();
    const channel = called[typed] ?? channels.find((each) => each === typed);
    if (!channel) throw new CellFault(`"${cell('channel')}" is no way of contacting (${channels.join(', ')})`);
    const at = instant(cell('at'));
    if (at === undefined) throw new CellFault('has no date');
    const direction = /^(in|incoming|inbound|вход)/i.test(cell('direction')) ? 'in' : 'out';
    const known = allOutcomes.find((each) => each === cell('outcome').toLowerCase());
    const note = [known ? '' : cell('outcome'), cell('note')].filter(Boolean).join(' · ');
    return {
      channel,
      direction,
      at,
      ...(known ? { outcome: known } : {}),
      ...(cell('about') ? { about: cell('about') } : {}),
      ...(note ? { note } : {}),
      ...(cell('person') ? { person: cell('person') } : {}),
    };
  },
  unfit: async (db, { whom }, now) => {
    const { verdict } = await matchRecord(db, whom.traits, now);
    return verdict === 'same' ? undefined : 'is of nobody who is known for sure';
  },
  take: async (tx, rows, { actor }, now) => {
    for (const { whom, extra } of rows) {
      const found = await matchRecord(tx.db, whom.traits, now);
      if (found.verdict !== 'same') continue;
      const { person, at, outcome, about, note, ...how } = extra;
      const colleague = person === undefined ? undefined : await personByEmail(tx.db, person.trim().toLowerCase());
      const touch = {
        client: found.client,
        lead: undefined,
        person: colleague?.id,
        actor,
        outcome,
        about,
        note,
        ...how,
      };
      await logTouch(tx, { ...touch, at: Math.min(at, now) }, now);
    }
    return { made: rows.length, joined: 0 };
  },
};
