import '../page/own-scripts-alone.ts'
import '@fontsource-variable/work-sans/wght.css'
import './desk.css'
import { render } from 'preact'
import { useState } from 'preact/hooks'
import type { DeskSession } from '../../server/contract/desk.ts'
import { BringInRoom } from './bring-in-room.tsx'
import { CollectionRoom } from './collection-room.tsx'
import { currentSession, type DeskClient, openDeskClient } from './desk-client.ts'
import { Entrance } from './entrance.tsx'
import { PublishRoom } from './publish-room.tsx'
import { ReviewRoom } from './review-room.tsx'
import { TeachRoom } from './teach-room.tsx'

const ROOMS = [
  { name: 'review', words: 'Review', Room: ReviewRoom },
  { name: 'bring-in', words: 'Bring in', Room: BringInRoom },
  { name: 'collection', words: 'Collection', Room: CollectionRoom },
  { name: 'teach', words: 'Teach', Room: TeachRoom },
  { name: 'publish', words: 'Publish', Room: PublishRoom },
] as const

type RoomName = (typeof ROOMS)[number]['name']

function Desk({ client, onLeave }: { client: DeskClient; onLeave: () => void }) {
  const [at, setAt] = useState<RoomName>(ROOMS[0].name)
  const { Room } = ROOMS.find(({ name }) => name === at) ?? ROOMS[0]
  return (
    <>
      <header>
        <h1>The desk</h1>
        <nav aria-label="Rooms">
          {ROOMS.map(({ name, words }) => (
            <button
              key={name}
              type="button"
              aria-current={name === at ? 'page' : undefined}
              onClick={() => setAt(name)}
            >
              {words}
            </button>
          ))}
        </nav>
        <p>
          {client.name}{' '}
          <button type="button" onClick={() => client.signOut().then(onLeave)}>
            Sign out
          </button>
        </p>
      </header>
      <main>
        <Room client={client} />
      </main>
    </>
  )
}

/** The word of a one-time address, which leaves the address bar at once. */
function firstWord(): string | null {
  const word = /^#first=([\w-]+)$/.exec(location.hash)?.[1] ?? null
  if (word !== null) history.replaceState(null, '', location.pathname)
  return word
}

async function open(place: HTMLElement): Promise<void> {
  const first = firstWord()
  const enter = (session: DeskSession) => {
    const leave = () => render(<Entrance first={null} onOpen={enter} />, place)
    const client = openDeskClient(session, leave)
    render(<Desk client={client} onLeave={leave} />, place)
  }
  const session = first === null ? await currentSession() : undefined
  if (session) enter(session)
  else render(<Entrance first={first} onOpen={enter} />, place)
}

const place = document.getElementById('desk')
if (place === null) throw new Error('desk.html has no #desk to lay things out on.')
open(place).catch((problem: unknown) => {
  place.textContent = 'The desk did not load completely. Please load it anew.'
  reportError(problem)
})
