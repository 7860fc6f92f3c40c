import { z } from 'zod';
import { announced } from '../channels.ts';

/** Somebody contacted a client against a red warning: whom, how, who and when (epoch ms). */
export type WentOn = z.output<typeof shape>;

const shape = z.object({
  client: z.string(),
  channel: z.enum(announced),
  who: z.string(),
  at: z.coerce.number(),
});

/** The subject under which whoever has the client is told. */
export function wentOnSubject({ client, channel, who, at }: WentOn): string {
  return `went-on:${client}/${channel}/${who}/${at}`;
}

/** Reads such a subject. */
export function wentOnIn(subject: string): WentOn {
  const [client, channel, who, at] = subject.slice('went-on:'.length).split('/');
  return shape.parse({ client, channel, who, at });
}
