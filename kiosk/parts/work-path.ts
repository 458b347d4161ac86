/** The public page of a work. */
export function workPath(workId: string): string {
  return `/w/${encodeURIComponent(workId)}`
}
