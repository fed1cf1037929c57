/** What errors call a row. Made only where there is one: a text for each of a million rows would cost more than reading them. */
export function pathOf(row: number): string {
  return `subscriptions[${row}]`;
}
