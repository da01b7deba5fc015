/** Pages of a query without an order may show an object twice, or never. */
export class UnorderedObjectListWarning extends Error {
  override readonly name = 'UnorderedObjectListWarning';

  constructor(source: string) {
    super(`Pagination may yield inconsistent results with an unordered list: ${source}. Use orderBy().`);
  }
}
