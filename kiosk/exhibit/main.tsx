import '@fontsource-variable/eb-garamond/wght.css'
import '@fontsource-variable/eb-garamond/wght-italic.css'
import '@fontsource-variable/work-sans/wght.css'
import '../styles/room.css'
import '../styles/pictures.css'
import '../styles/words.css'
import '../styles/attract.css'
import '../styles/cabinet.css'
import '../styles/notice.css'
import '../styles/pair.css'
import '../styles/cousins.css'
import { render } from 'preact'
import { startFrameLoop } from '../camera/frame-loop.ts'
import { openCamera } from '../camera/open-camera.ts'
import { startFaceReader } from '../face/start-face-reader.ts'
import { connectPendantServer } from '../lookup/connect-pendant-server.ts'
import type { Gesture } from '../state/exhibit-event.ts'
import { type ExhibitState, openingState } from '../state/exhibit-state.ts'
import { type RunningExhibit, runExhibit } from '../state/run-exhibit.ts'
import { ExhibitView } from '../view/exhibit-view.tsx'
import { createMirror, type Mirror } from '../view/mirror.ts'
import { fetchCollection } from './fetch-collection.ts'
import { fetchSettings } from './fetch-settings.ts'
import { renewWhereOutdated } from './renew-page.ts'
import { USUAL_SETTINGS } from './settings.ts'

async function open(place: HTMLElement): Promise<void> {
  const mirror = createMirror()
  const answer = await fetchSettings(() => apologise(place, mirror))
  if ('problem' in answer) {
    // For the operator who wrote the file; no visitor is there yet.
    render(null, place)
    place.textContent = answer.problem
    place.className = 'refusal'
    return
  }
  const { settings } = answer
  const server = connectPendantServer()
  server.onGallery(renewWhereOutdated)
  let exhibit: RunningExhibit | null = null
  const send = (gesture: Gesture) => exhibit?.send(gesture)
  exhibit = runExhibit(
    {
      openCamera,
      startFrameLoop,
      reader: startFaceReader(),
      server,
      collection: fetchCollection(),
      mirror,
      now: () => performance.now(),
      onFault: (problem) => reportError(problem),
      every(ms, tick) {
        const timer = setInterval(tick, ms)
        return () => clearInterval(timer)
      },
    },
    settings,
    (state) =>
      render(<ExhibitView state={state} settings={settings} mirror={mirror} send={send} />, place),
  )
  // A page put aside is a visit that is over: browsers may keep such a page alive for long.
  addEventListener('pagehide', () => send({ type: 'leave' }))
}

/** Says that the server is away before it has said anything: words only, and nothing to press. */
function apologise(place: HTMLElement, mirror: Mirror): void {
  const state: ExhibitState = {
    ...openingState(performance.now(), USUAL_SETTINGS.language),
    scene: { name: 'apology', reason: 'server-gone' },
  }
  render(
    <ExhibitView state={state} settings={USUAL_SETTINGS} mirror={mirror} send={() => {}} />,
    place,
  )
}

const place = document.getElementById('exhibit')
if (place === null) throw new Error('index.html has no #exhibit to hang the exhibit in.')
void open(place)
