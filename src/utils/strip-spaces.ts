/** Remove white space that stands alone between two tags. */
export function stripSpacesBetweenTags(html: string): string {
  return html.replace(/>\s+</g, '><');
}
