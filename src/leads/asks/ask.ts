type Named = { readonly id: string; readonly name: string };

/** Somebody asks whoever has a lead to let them have it. */
export type Ask = {
  readonly id: string;
  readonly lead: number;
  readonly asker: Named;
  readonly owner: Named;
  readonly state: 'open' | 'given' | 'kept' | 'over';
  readonly note: string | undefined;
  readonly askedAt: number;
  readonly answeredAt: number | undefined;
};

/** The subject under which posts show it. */
export function askSubject(id: string): string {
  return `ask:${id}`;
}
