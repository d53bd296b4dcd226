/** Names the `rung` task of a step. Ids have no spaces. */
export function rungSubject({ documentId, stepId }: RungPlace): string {
  return `${documentId} ${stepId}`;
}

/** The step behind a `rung` task: its next rung fires, and those after it whose time has come as well. */
export function rungPlace(subject: string): RungPlace {
  const [documentId, stepId] = subject.split(' ');
  if (documentId === undefined || stepId === undefined) throw new Error(`no rung is called ${subject}`);
  return { documentId, stepId };
}

export interface RungPlace {
  readonly documentId: string;
  readonly stepId: string;
}
