import type { Page } from 'playwright-core'

type SceneMemory = { passedScenes: (string | undefined)[] }

/**
 * Has the page keep every scene it enters, from before anything is loaded. A scene may be over
 * before a busy machine has asked twice whether it has begun.
 */
export function keepScenes(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const memory = globalThis as unknown as SceneMemory
    memory.passedScenes = []
    new MutationObserver(() => {
      memory.passedScenes.push(document.documentElement?.dataset.scene)
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-scene'] })
  })
}

/** Waits until the page is in a scene, or has passed through it since the last wait. */
export async function sceneOf(page: Page, name: string): Promise<void> {
  await page.waitForFunction(reachedScene, name, { polling: 50 })
}

/** For another visitor on the same page: scenes passed so far are not waited for any more. */
export function forgetScenes(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { passedScenes } = globalThis as unknown as SceneMemory
    passedScenes.length = 0
  })
}

function reachedScene(name: string): boolean {
  const { passedScenes } = globalThis as unknown as SceneMemory
  const at = passedScenes.indexOf(name)
  passedScenes.splice(0, at + 1)
  return at >= 0 || document.documentElement.dataset.scene === name
}
