/** Letters and signs beyond ASCII that a host name may hold. */
const UNICODE = '\\u00a1-\\uffff';

/** The first label of a host: up to 63 letters, digits and inner hyphens. */
export const HOSTNAME = `[a-z${UNICODE}0-9](?:[a-z${UNICODE}0-9\\-]{0,61}[a-z${UNICODE}0-9])?`;
/** The labels between the first and the last, each with its dot. */
export const DOMAIN = `(?:\\.(?!-)[a-z${UNICODE}0-9\\-]{1,63}(?<!-))*`;
/** The last label: letters, or punycode. */
export const TLD_WITHOUT_DOT = `\\.(?!-)(?:[a-z${UNICODE}\\-]{2,63}|xn--[a-z0-9]{1,59})(?<!-)`;
/** The last label, with the dot that a fully qualified name may end in. */
export const TLD = `${TLD_WITHOUT_DOT}\\.?`;

export const ASCII_HOSTNAME = '[a-zA-Z0-9](?:[a-zA-Z0-9\\-]{0,61}[a-zA-Z0-9])?';
export const ASCII_DOMAIN = '(?:\\.(?!-)[a-zA-Z0-9\\-]{1,63}(?<!-))*';
export const ASCII_TLD = '\\.(?!-)(?:[a-zA-Z0-9\\-]{2,63})(?<!-)\\.?';
