/** How far a wait has come, 0 to 1, as a thread of light; it goes out when the wait is over. */
export function ThreadOfLight({ share }: { share: number }) {
  return (
    <div class={share < 1 ? 'thread' : 'thread thread-over'} aria-hidden="true">
      <div class="thread-light" style={{ '--share': String(share) }} />
    </div>
  )
}
