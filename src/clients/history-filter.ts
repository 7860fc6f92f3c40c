/** What of a history somebody wants to see: everything, one kind of thing, or what one department did. */
export const filters = ['all', 'touches', 'leads', 'warnings', 'marketing', 'sales'] as const;
export type Filter = (typeof filters)[number];

/** Which rows a filter leaves; by the beginning of their kind, or by the department of whoever acted. */
export function rowsOf(filter: Filter): { kinds?: readonly string[]; department?: string } {
  if (filter === 'all') return {};
  if (filter === 'marketing' || filter === 'sales') return { department: filter };
  return { kinds: kinds[filter] };
}

const kinds = {
  touches: ['contact.touched', 'lead.arrived'],
  leads: ['lead.'],
  warnings: ['contact.warned', 'contact.prevented', 'contact.overridden', 'contact.unclosed'],
} as const;
