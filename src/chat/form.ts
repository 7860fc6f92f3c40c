/** What a platform asks a person to fill in; the answers come back under the inputs' names. */
export type Form = {
  /** The action that the filled form is sent to, and its opaque id. */
  readonly action: string;
  readonly id: string;
  readonly title: string;
  readonly submit: string;
  readonly inputs: readonly Input[];
};

/** `name` is unique in the form. An input that is not optional must be filled before the form can be sent. */
export type Input = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
} & (
  | { readonly kind: 'text' | 'longText'; readonly initial?: string; readonly most?: number }
  | { readonly kind: 'choice'; readonly options: readonly Option[]; readonly initial?: string }
  /** Any of some; the answer is their values, separated by commas. */
  | { readonly kind: 'choices'; readonly options: readonly Option[]; readonly initial?: readonly string[] }
  /** A time of day, `14:05`; a day, `2026-11-25`. */
  | { readonly kind: 'time' | 'date'; readonly initial?: string }
  /** A file of one of some kinds (`csv`); where a form cannot take one, `elsewhere` says how else to hand it over. */
  | { readonly kind: 'file'; readonly kinds: readonly string[]; readonly elsewhere: string }
  /**
   * Colleagues; the answer is their person ids, separated by commas. `known` is for platforms that have no list of
   * people of their own.
   */
  | { readonly kind: 'person' | 'people'; readonly known: readonly Option[]; readonly initial?: readonly string[] }
);

export type Option = { readonly value: string; readonly label: string };
