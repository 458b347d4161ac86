import { parseSettings, type Settings } from './settings.ts'

/** The museum's `/settings.json`, the usual settings where there is none, or what is wrong with it. */
export async function fetchSettings(): Promise<{ settings: Settings } | { problem: string }> {
  let response: Response
  try {
    response = await fetch('/settings.json', { cache: 'no-cache' })
  } catch {
    // The page came from a cache and the server is away: the exhibit itself says so, and recovers.
    return parseSettings({})
  }
  if (response.status === 404) return parseSettings({})
  if (!response.ok) {
    return { problem: `settings.json cannot be read: the server answered ${response.status}.` }
  }
  try {
    return parseSettings(await response.json())
  } catch (problem) {
    return { problem: `settings.json is not JSON: ${String(problem)}` }
  }
}
