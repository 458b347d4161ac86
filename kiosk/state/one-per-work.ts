/** The nearest portrait of each work other than `workId`, in the order given. */
export function onePerWork<Hung extends { readonly workId: string }>(
  portraits: readonly Hung[],
  workId: string,
): Hung[] {
  const works = new Set([workId])
  return portraits.filter((portrait) => !works.has(portrait.workId) && works.add(portrait.workId))
}
