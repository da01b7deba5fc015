import { parseHeaderParameters } from '../utils/header-parameters.ts';

/** A type of an `Accept` header or of a response: `text/*; q=0.5`. */
export class MediaType {
  readonly mainType: string;
  readonly subType: string;
  readonly params: Readonly<Record<string, string>>;

  constructor(text: string) {
    const [full, params] = parseHeaderParameters(text);
    const slash = full.indexOf('/');
    this.mainType = slash < 0 ? full : full.slice(0, slash);
    this.subType = slash < 0 ? '' : full.slice(slash + 1);
    this.params = params;
  }

  /** How much it is wanted, from 0 to 1; 1 when the header says nonsense. */
  get quality(): number {
    const quality = Number(this.params['q'] ?? 1);
    return quality >= 0 && quality <= 1 ? Math.round(quality * 1000) / 1000 : 1;
  }

  /** 0 for any type, 1 for any of one kind, 2 for a type, 3 for a type with parameters. */
  get specificity(): number {
    if (this.mainType === '*') return 0;
    if (this.subType === '*') return 1;
    return this.#rangeParams() === '' ? 2 : 3;
  }

  match(other: MediaType): boolean {
    if ([this.mainType, this.subType, other.mainType, other.subType].includes('')) return false;
    if (!fits(this.mainType, other.mainType) || !fits(this.subType, other.subType)) return false;
    const own = this.#rangeParams();
    const others = other.#rangeParams();
    return own === others || (own !== '' && others === '');
  }

  /** The parameters without `q`, as one text to compare. */
  #rangeParams(): string {
    return Object.entries(this.params)
      .filter(([name]) => name !== 'q')
      .map(([name, value]) => `; ${name}=${value}`)
      .sort()
      .join('');
  }

  toString(): string {
    const params = Object.entries(this.params).map(([name, value]) => `; ${name}=${value}`);
    return `${this.mainType}${this.subType === '' ? '' : `/${this.subType}`}${params.join('')}`;
  }
}

/** The types of an `Accept` header, the most wanted first; those with quality 0 are left out. */
export function parseAccept(header: string): MediaType[] {
  return header
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => new MediaType(part))
    .filter((type) => type.quality !== 0)
    .sort((a, b) => b.quality - a.quality || b.specificity - a.specificity);
}

/** Of the types of an `Accept` header, the one that says most precisely how much `wanted` is liked. */
export function acceptedType(accepted: readonly MediaType[], wanted: string): MediaType | undefined {
  const type = new MediaType(wanted);
  return [...accepted]
    .sort((a, b) => b.specificity - a.specificity || b.quality - a.quality)
    .find((candidate) => type.match(candidate));
}

function fits(a: string, b: string): boolean {
  return a === b || a === '*' || b === '*';
}
