import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Operator } from '../state/scene.ts'
import type { MeterRate } from '../upkeep/meter.ts'
import type { PanelFacts } from '../upkeep/panel-facts.ts'
import type { Found } from './use-findings.ts'
import type { SceneProps, StateProps } from './view-props.ts'

type FindingsProps = SceneProps<Operator> &
  StateProps & {
    readonly panel: PanelFacts
    readonly found: Found | null
  }

/** What the kiosk is and how it fares, a list to each heading. */
export function Findings({ state, scene, settings, messages, panel, found }: FindingsProps) {
  const { headings, noFaults } = messages.operator
  const { camera = null, rates, reader, health = null } = found ?? {}
  const gallery = state.gallery === 'unknown' ? null : state.gallery
  const faults = panel.faults()
  const paces = panel.paces()
  return (
    <>
      <List
        heading={headings.camera}
        picture={settings.faceMode ? <CameraPicture panel={panel} name={headings.camera} /> : null}
      >
        <Row name="camera">{camera?.name ?? scene.camera}</Row>
        <Row name="size">
          {camera === null
            ? null
            : `${camera.width} × ${camera.height}, ${camera.framesPerSecond}/s`}
        </Row>
        <Row name="turned, cut">
          {`${settings.camera.rotate}°, ${Object.values(settings.camera.crop).join(' ')}`}
        </Row>
        <Row name="failure">{camera?.failure ?? null}</Row>
        <Row name="connected">{camera?.names.join(', ')}</Row>
      </List>
      <List heading={headings.rates}>
        <Row name="readings">{rateWords(rates?.readings)}</Row>
        <Row name="look-ups">{rateWords(rates?.lookups)}</Row>
        <Row name="detections">{reader?.now?.detections}</Row>
        <Row name="consent to first portrait">{secondsWords(paces.firstPortraitMs)}</Row>
        <Row name="consent to settled">{secondsWords(paces.settledMs)}</Row>
      </List>
      <List heading={headings.engine}>
        <Row name="state">{state.engine.status}</Row>
        <Row name="backend">{reader?.now?.backend}</Row>
        {reader?.start?.status === 'ready'
          ? reader.start.trials.map((trial) => (
              <Row key={trial.backend} name={`${trial.backend} tried`}>
                {trial.status === 'failed' ? trial.detail : `${trial.frameMs.toFixed(0)} ms a face`}
              </Row>
            ))
          : null}
        <Row name="last frame">
          {reader?.now ? `${reader.now.lastFrameMs.toFixed(0)} ms` : null}
        </Row>
        <Row name="tensors">{reader?.now?.tensors}</Row>
        <Row name="failure">{reader?.start?.status === 'failed' ? reader.start.detail : null}</Row>
      </List>
      <List heading={headings.gallery}>
        <Row name="id">{gallery?.id}</Row>
        <Row name="made">{gallery?.createdAt}</Row>
        <Row name="works, portraits">
          {gallery === null ? null : `${gallery.works}, ${gallery.portraits}`}
        </Row>
        <Row name="space">{gallery?.spaceId}</Row>
        <Row name="refused">{health?.refusedGallery}</Row>
      </List>
      <List heading={headings.versions}>
        <Row name="page">{import.meta.env.PENDANT_VERSION as string}</Row>
        <Row name="server">{health?.version ?? 'no answer'}</Row>
        <Row name="connection">{connectionWords(panel.transport())}</Row>
        <Row name="server is up">
          {health === null ? null : `${(health.uptimeSeconds / 3600).toFixed(1)} h`}
        </Row>
        <Row name="page is up">{`${(performance.now() / 3_600_000).toFixed(1)} h`}</Row>
        <Row name="browser">{navigator.userAgent}</Row>
        <Row name="screen">{`${innerWidth} × ${innerHeight} × ${Number(devicePixelRatio.toFixed(2))}`}</Row>
      </List>
      <List heading={headings.faults}>
        {faults.length === 0 ? <Row name="–">{noFaults}</Row> : null}
        {faults.map(({ at, text, times }) => (
          <Row key={`${at.getTime()} ${text}`} name={at.toLocaleTimeString(messages.language)}>
            {times === 1 ? text : `${text} (${times} times)`}
          </Row>
        ))}
      </List>
    </>
  )
}

function List(props: {
  readonly heading: string
  readonly picture?: ComponentChildren
  readonly children: ComponentChildren
}) {
  return (
    <section class="operator-list">
      <h2 class="operator-heading">{props.heading}</h2>
      {props.picture}
      <dl class="operator-rows" lang="en" dir="ltr">
        {props.children}
      </dl>
    </section>
  )
}

/** Nothing where there is nothing to tell. */
function Row(props: { readonly name: string; readonly children: ComponentChildren }) {
  const { name, children } = props
  if (children === null || children === undefined || children === '') return null
  return (
    <>
      <dt class="operator-name">{name}</dt>
      <dd class="operator-value">{children}</dd>
    </>
  )
}

function rateWords(rate: MeterRate | null | undefined): string | null {
  if (rate === undefined || rate === null) return null
  return `${rate.perSecond.toFixed(1)}/s, ${rate.medianMs.toFixed(0)} ms`
}

function secondsWords(medianMs: number | null): string | null {
  return medianMs === null ? null : `${(medianMs / 1000).toFixed(1)} s (median of recent visits)`
}

function connectionWords(transport: ReturnType<PanelFacts['transport']>): string {
  if (transport === 'websocket') return 'websocket'
  return transport === null ? 'none' : 'long polling: no websocket passes the way to the server'
}

/** What the camera sees, as it is looked at: turned and cut by the settings, not mirrored. */
function CameraPicture(props: { readonly panel: PanelFacts; readonly name: string }) {
  const { panel, name } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    panel.show(canvas.current)
    return () => panel.show(null)
  }, [panel])
  return (
    <canvas
      class="operator-picture"
      ref={canvas}
      role="img"
      aria-label={name}
      width={1}
      height={1}
    />
  )
}
