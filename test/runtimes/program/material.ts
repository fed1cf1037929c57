/** A module as a program sees it: names and what they are. */
type Names = Readonly<Record<string, unknown>>;

/** What the code of an example calls for each of its claims; the index of the claim comes first. */
export interface Claim {
  equal(index: number, received: unknown): void;
  close(index: number, received: unknown): void;
  throws(index: number, act: () => unknown): void;
}

/** An example of the docs, compiled beforehand: where it stands, and its code. */
type CompiledExample = readonly [title: string, run: (claim: Claim) => void];

/** What the program works on, put beside it when it is bundled. */
export interface Material {
  /** Every entry of the package, by its specifier. */
  readonly entries: Readonly<Record<string, Names>>;
  readonly makeExamples: (names: Names) => readonly CompiledExample[];
  /** The sample files of the docs, as text. */
  readonly files: { readonly ledger: string; readonly events: string; readonly answers: string };
}
