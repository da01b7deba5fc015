/** A whole number in letters and digits: 1296 is `'100'`. @throws RangeError for a negative one */
export function intToBase36(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not a whole number.`);
  if (value < 0) throw new RangeError('A negative number has no base 36 form.');
  return value.toString(36);
}

/** The number of a base 36 text. @throws RangeError for one that is longer than 13 characters or holds others */
export function base36ToInt(text: string): number {
  if (typeof text !== 'string') throw new TypeError('A base 36 number is a text.');
  if (text.length > 13) throw new RangeError('The base 36 number is too large.');
  if (!/^[0-9a-z]+$/i.test(text)) throw new RangeError(`'${text}' is not a base 36 number.`);
  return Number.parseInt(text, 36);
}
