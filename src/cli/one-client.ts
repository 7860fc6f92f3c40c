import type { Store } from '../../db/store.ts';
import { FileRefused } from '../bulk/read-rows.ts';
import type { Client } from '../clients/client.ts';
import { findClients } from '../clients/find-clients.ts';
import type { Config } from '../config.ts';

/** The one client that a line means; throws `FileRefused`, with words for whoever asked, where it means no one. */
export async function oneClient({ read }: Store, line: string, { country }: Pick<Config, 'country'>): Promise<Client> {
  const { clients, resemble } = await findClients(read, line, country);
  const [client, other] = clients;
  if (!client || resemble) throw new FileRefused(`Nobody fits "${line}". Give the e-mail, the phone or a lead number.`);
  if (other) throw new FileRefused(`Several clients fit "${line}". Give the e-mail, the phone or a lead number.`);
  return client;
}
