// What a source of leads and intake say to each other.

/** A request as a source sent it, before anything of it is believed. */
export type Delivery = {
  readonly method: string;
  /** As the source called it, for those who sign it. */
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: Buffer;
};

/** An enquiry in the words of every source; only what is there. `phone` is as it was typed. */
export type SourceLead = {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly handle?: string | undefined;
  readonly company?: string | undefined;
  readonly message?: string | undefined;
  /** An id where the source gives one, else a name. */
  readonly campaign?: string | undefined;
  readonly form?: string | undefined;
  /** What it is about and worth, and in which language, where a form says so. */
  readonly product?: string | undefined;
  readonly amount?: string | undefined;
  readonly language?: string | undefined;
  readonly utm?: Readonly<Record<string, string>> | undefined;
  /** What they agreed to, in the words of the form. */
  readonly consent?: string | undefined;
  /** ISO 8601, UTC. */
  readonly submittedAt?: string | undefined;
  /** The source's own id of the enquiry. */
  readonly externalId?: string | undefined;
  /** The source is being tried out. */
  readonly test?: true;
  /** Whatever else was asked and answered. */
  readonly answers?: Readonly<Record<string, string>> | undefined;
};

/** What a source is answered: most are content with an empty object. */
export type SourceAnswer = {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly location?: string;
};

/** What somebody has set for one connection to a source. */
export type Settings = {
  /** How the fields of this source are called here (field of ours → path in the body). */
  readonly map?: Readonly<Record<string, string>> | undefined;
  /** What the source wants to hear when it asks whose address this is. */
  readonly confirmation?: string | undefined;
  /** Where the source's own API is; only for those whose enquiries have to be fetched. */
  readonly api?: string | undefined;
  /** The token of that API. */
  readonly apiToken?: string | undefined;
};

/** What is known of a connection when a delivery comes in by it. */
export type Connection = {
  /** Its name, which stands in its address. */
  readonly name: string;
  readonly kind: string;
  readonly settings: Settings;
  /** What it shares with its source. */
  readonly secret: string | undefined;
  /** A digest (SHA-256, hex) of the token in its address. */
  readonly tokenDigest: string | undefined;
};

/** What came of reading a delivery, before anything of it is kept. */
export type Understood =
  /** It is not the source's own, or too old. */
  | { readonly is: 'refused'; readonly why: string }
  /** A handshake, or a look whether anybody is there. */
  | { readonly is: 'greeting'; readonly answer: SourceAnswer }
  /** It is the source's own; `kept` is its body without secrets. */
  | ({ readonly is: 'read'; readonly answer: SourceAnswer; readonly kept: string } & Contents)
  /** It is the source's own, and nobody can tell what it says. */
  | { readonly is: 'unreadable'; readonly why: string; readonly answer: SourceAnswer; readonly kept: string };

export type Contents = {
  /** What makes two deliveries one: the source's own id, or a digest of the body where it gives none. */
  readonly event: string;
  /** The source's own id lasts; a digest counts for a while only. */
  readonly lasting: boolean;
  readonly leads: readonly SourceLead[];
  /** Enquiries of which only this is known: the rest is fetched by their `externalId`. */
  readonly fetch: readonly SourceLead[];
};

/** Reads deliveries of every source. Implemented by `sources/`, handed to intake by `main.ts`. */
export type Sources = {
  readonly kinds: readonly string[];
  /** Whether a kind can prove nothing: it is believed by what stands in its address. */
  byAddress(kind: string): boolean;
  understand(connection: Connection, delivery: Delivery, now: number): Promise<Understood>;
  /** The address of an enquiry at its source; undefined where there is none to fetch. */
  addressOf(
    connection: Connection,
    id: string,
  ): { readonly url: string; readonly headers: Readonly<Record<string, string>> } | undefined;
  /** What the source answered to that. Throws if it is no enquiry. */
  readFetched(connection: Connection, body: string): SourceLead;
};
