import type { Standing } from './client.ts';
import type { Key } from './matching/keys.ts';

/** Whoever asks, as far as it matters here. */
type Asker = { readonly id: string; readonly department: string | null; readonly role: string };

/**
 * Whether somebody may read how to reach a client: sales, managers and administrators may; marketing while the client
 * is theirs, or nobody's. Without a department one may do what sales may.
 */
export function mayReach({ id, department, role }: Asker, standings: readonly Standing[]): boolean {
  if (role !== 'rep' || department !== 'marketing') return true;
  const owners = standings.flatMap(({ owner }) => owner ?? []);
  return owners.length === 0 || owners.some((owner) => owner.id === id);
}

/** Keys as those see them who may not reach the client: enough to recognise one, too little to use it. */
export function maskedKeys(keys: readonly Key[]): Key[] {
  return keys.map(({ kind, value }) => ({ kind, value: masked(kind, value) }));
}

function masked(kind: Key['kind'], value: string): string {
  const [local = '', domain = ''] = value.split('@');
  if (kind === 'email' && domain) return `${local.slice(0, 1)}•••@${domain}`;
  return `${value.slice(0, 3)}•••${value.slice(-2)}`;
}
