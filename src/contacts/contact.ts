import { z } from 'zod';
import type { Announced } from './channels.ts';

/** A contact that somebody is about to make: whom, for which lead if any, and how. */
export type Contact = { readonly client: string; readonly lead: number | undefined; readonly channel: Announced };

/** A contact as a button carries it: `<client>/<lead or 0>/<channel>`. */
export function contactId({ client, lead, channel }: Contact): string {
  return `${client}/${lead ?? 0}/${channel}`;
}

/** Reads what a button carries. */
export const contactSchema = z
  .string()
  .regex(/^[\w-]{1,60}\/\d{1,12}\/(call|email)$/)
  .transform((text): Contact => {
    const [client = '', lead, channel] = text.split('/');
    return { client, lead: Number(lead) || undefined, channel: channel === 'call' ? 'call' : 'email' };
  });
