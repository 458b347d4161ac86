import { useState } from 'preact/hooks'
import type { DeskSession } from '../../server/contract/desk.ts'
import { becomeFirst, signIn } from './desk-client.ts'

/** Signs a curator in; the first one chooses a name and a password. */
export function Entrance(props: { first: string | null; onOpen: (session: DeskSession) => void }) {
  const { first, onOpen } = props
  const [problem, setProblem] = useState('')
  const [isAsking, setAsking] = useState(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const name = String(form.get('name')).trim()
    const password = String(form.get('password'))
    if (first !== null && password !== form.get('again')) {
      return setProblem('The two passwords differ.')
    }
    setAsking(true)
    setProblem('')
    try {
      onOpen(await (first === null ? signIn(name, password) : becomeFirst(first, name, password)))
    } catch (error) {
      setProblem((error as Error).message)
      setAsking(false)
    }
  }
  const known = first === null
  return (
    <main class="entrance">
      <h1>{known ? 'The curator’s desk' : 'Welcome to the desk'}</h1>
      <p>
        {known
          ? 'Sign in with your name and password.'
          : 'You are its first curator. Choose a name, by which your decisions are kept, and a password of twelve characters or more.'}
      </p>
      <form onSubmit={submit}>
        <label>
          Name
          <input name="name" autocomplete="username" required maxLength={40} />
        </label>
        <label>
          Password
          <input
            name="password"
            type="password"
            autocomplete={known ? 'current-password' : 'new-password'}
            required
          />
        </label>
        {!known && (
          <label>
            Password again
            <input name="again" type="password" autocomplete="new-password" required />
          </label>
        )}
        <button type="submit" disabled={isAsking}>
          {known ? 'Sign in' : 'Open the desk'}
        </button>
        <p role="alert" class="problem">
          {problem}
        </p>
      </form>
    </main>
  )
}
