import { z } from 'zod';
import type { Announced } from '../channels.ts';

/** A contact that somebody is about to make: whom, for which lead if any, how, and with which offer if it is known. */
export type Contact = {
  readonly client: string;
  readonly lead: number | undefined;
  readonly channel: Announced;
  /** The offer's id. */
  readonly offer?: string | undefined;
};

/** A contact as a button carries it: `<client>/<lead or 0>/<channel>`, and `/<offer>` if one is meant. */
export function contactId({ client, lead, channel, offer }: Contact): string {
  return `${client}/${lead ?? 0}/${channel}${offer === undefined ? '' : `/${offer}`}`;
}

/** Reads what a button carries. */
export const contactSchema = z
  .string()
  .regex(/^[\w-]{1,60}\/\d{1,12}\/(call|email)(\/[\w-]{1,60})?$/)
  .transform((text): Contact => {
    const [client = '', lead, channel, offer] = text.split('/');
    return { client, lead: Number(lead) || undefined, channel: channel === 'call' ? 'call' : 'email', offer };
  });

/** Whom a contact was with, and about which lead, as a button carries it: `<client>`, or `<client>/<lead>`. */
export const withWhom = z
  .string()
  .regex(/^[\w-]{1,60}(\/\d{1,12})?$/)
  .transform((text) => {
    const [client = '', lead] = text.split('/');
    return { client, lead: Number(lead) || undefined };
  });
