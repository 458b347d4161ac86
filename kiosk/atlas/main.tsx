import '../page/own-scripts-alone.ts'
import '@fontsource-variable/eb-garamond/wght.css'
import '@fontsource-variable/eb-garamond/wght-italic.css'
import '@fontsource-variable/work-sans/wght.css'
import '../styles/room.css'
import '../styles/fonts.css'
import '../styles/words.css'
import '../styles/forced.css'
import '../styles/pictures.css'
import '../styles/pair.css'
import '../styles/map.css'
import '../styles/atlas.css'
import { render } from 'preact'
import type { Language } from '../../server/contract/texts/languages.ts'
import { bestLocale, everyLocale } from '../../server/contract/texts/museum-texts.ts'
import { within } from '../camera/within.ts'
import { ownTexts } from '../messages/fetch-texts.ts'
import { loadScript } from '../messages/letters.ts'
import { loadAtlasLocale } from '../messages/selfie-locale.ts'
import { AtlasView } from './atlas-view.tsx'
import { atlasServer } from './fetch-atlas.ts'

/** On a slow connection. */
const PART_WITHIN_MS = 60_000

/** Determines the language and opens the page. */
async function open(place: HTMLElement): Promise<void> {
  const server = atlasServer()
  const map = server.map()
  const museum = await ownTexts()
  const show = async (language: Language) => {
    const loading = loadAtlasLocale(language, museum)
    const spoken = await within(PART_WITHIN_MS, 'The words', loading)
    const speak = (other: Language) => void show(other).catch(reportError)
    render(<AtlasView spoken={spoken} server={server} opening={map} speak={speak} />, place)
    await loadScript(spoken, '')
  }
  const locales = everyLocale(museum)
  await show(bestLocale(navigator.languages, locales).tag)
  // The names of the others are read on machines without their typefaces, too.
  for (const locale of locales) await loadScript(locale, locale.name)
}

const place = document.getElementById('atlas')
if (place === null) throw new Error('atlas.html has no #atlas to hang the page in.')
open(place).catch((problem: unknown) => {
  // Without any words of its own.
  place.textContent = 'This page did not load completely. Please load it anew.'
  reportError(problem)
})
