import { fieldOfName, type RowKindName } from 'tenure/schema';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const shortest = 5;

/** The field whose name, or one of whose other names, is one slip of the keyboard away: a letter too many, too few, wrong, or two swapped. */
export function nearField(kind: RowKindName, name: string): string | undefined {
  const text = name
    .replace(/\([^()]*\)/g, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  if (text.length < shortest) return undefined;
  for (const slip of slips(text)) {
    const found = fieldOfName(kind, slip);
    if (found !== undefined && slip.length >= shortest) return found.field;
  }
  return undefined;
}

function* slips(text: string): Generator<string> {
  for (let place = 0; place <= text.length; place += 1) {
    const [before, after] = [text.slice(0, place), text.slice(place)];
    if (after.length > 1) yield `${before}${after[1]}${after[0]}${after.slice(2)}`;
    if (after !== '') yield before + after.slice(1);
    for (const letter of letters) {
      yield before + letter + after;
      if (after !== '') yield before + letter + after.slice(1);
    }
  }
}
