import { Media, type MediaLists } from './media.ts';

/** What a widget or form class lists as its `static media`. */
export interface MediaDefinition extends MediaLists {
  /** Whether the media of the class above count, too: all (the default), none, or the kinds named. */
  extend?: boolean | readonly ('css' | 'js')[];
}

const known = new WeakMap<object, Media>();

/** The media that a class lists, together with those of the classes above it. */
export function mediaOf(type: object): Media {
  let media = known.get(type);
  if (media === undefined) {
    media = collect(type);
    known.set(type, media);
  }
  return media;
}

function collect(type: object): Media {
  const above: unknown = Object.getPrototypeOf(type);
  const inherited =
    typeof above === 'function' && above !== Function.prototype ? mediaOf(above) : new Media();
  if (!Object.hasOwn(type, 'media')) return inherited;
  const definition = (type as { media: MediaDefinition }).media;
  const { extend = true } = definition;
  const own = new Media(definition);
  if (extend === true) return inherited.add(own);
  if (extend === false) return own;
  return extend.reduce((media, kind) => media.add(inherited.only(kind)), new Media()).add(own);
}
