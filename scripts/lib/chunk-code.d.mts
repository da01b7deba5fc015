export const URL_NAME: string;
export function splitChunk(name: string, code: string): { module: string; code: string };
