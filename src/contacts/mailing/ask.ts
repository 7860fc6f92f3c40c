/** The subject under which one colleague is asked in one check. */
export function askSubject(check: string, person: string): string {
  return `mailing-ask:${check}/${person}`;
}

/** Which check such a subject is of, and who is asked. */
export function askIn(subject: string): { readonly check: string; readonly person: string } {
  const [check = '', person = ''] = subject.slice('mailing-ask:'.length).split('/');
  return { check, person };
}
