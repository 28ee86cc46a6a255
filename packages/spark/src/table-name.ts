// The name of a table from its parts: in SQL, and as it is shown.

/** `catalog`.`schema`.`table`, each part in backticks. */
export function sqlTable(parts: readonly string[]): string {
  return parts.map((part) => `\`${part.replaceAll('`', '``')}\``).join('.');
}

/** catalog.schema.table */
export function shownTable(parts: readonly string[]): string {
  return parts.join('.');
}
