import type { CabinetFilter } from './scene.ts'

export function isSameFilter(a: CabinetFilter, b: CabinetFilter): boolean {
  return a.museum === b.museum && a.century === b.century && a.place === b.place
}

export function narrowsNothing(filter: CabinetFilter): boolean {
  return isSameFilter(filter, {})
}
