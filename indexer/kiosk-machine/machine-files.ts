import type { MachineOptions } from './machine-options.ts'

/** A file of the machine, by its absolute path. */
export type MachineFile = {
  readonly path: string
  readonly mode: number
  readonly text: string
}

/** Where `setup` keeps what it was told, for `check`. */
export const OPTIONS_FILE = '/etc/pendant-kiosk.json'

const X_ROTATION = { 0: 'normal', 90: 'right', 180: 'inverted', 270: 'left' } as const

/** Every file that makes a bare machine a kiosk; docs/operations.md says what each is for. */
export function machineFiles(options: MachineOptions): readonly MachineFile[] {
  return [
    file('/etc/systemd/system/pendant.service', serverUnit(options)),
    file('/etc/systemd/system/pendant-screen.service', screenUnit(options)),
    file('/usr/local/bin/pendant-screen', screenScript(options), 0o755),
    file('/etc/chromium/policies/managed/pendant.json', policies(options)),
    ...(options.display === 'cage'
      ? [file('/etc/udev/rules.d/72-pendant-touch.rules', touchRule(options))]
      : []),
    file(OPTIONS_FILE, `${JSON.stringify(options, null, 2)}\n`),
  ]
}

function file(path: string, text: string, mode = 0o644): MachineFile {
  return { path, mode, text }
}

function serverUnit({ serverUser, code, data, port }: MachineOptions): string {
  return `[Unit]
Description=Pendant
After=network.target

[Service]
User=${serverUser}
WorkingDirectory=${code}
Environment=PENDANT_DATA=${data} PORT=${port}
ExecStart=/usr/bin/npm start
Restart=always
RestartSec=2
TimeoutStopSec=15
NoNewPrivileges=true
ProtectSystem=strict
ReadWritePaths=${data.replace(/\/[^/]+\/?$/, '')} ${code}
ProtectHome=true
PrivateTmp=true

[Install]
WantedBy=multi-user.target
`
}

function screenUnit({ display, screenUser }: MachineOptions): string {
  const start =
    display === 'cage'
      ? '/usr/bin/cage -d -- /usr/local/bin/pendant-screen'
      : '/usr/bin/xinit /usr/local/bin/pendant-screen -- :0 vt1 -keeptty -nolisten tcp -s 0 -dpms'
  return `[Unit]
Description=Pendant's screen
After=systemd-user-sessions.service pendant.service
Wants=pendant.service
Conflicts=getty@tty1.service

[Service]
User=${screenUser}
PAMName=login
TTYPath=/dev/tty1
StandardInput=tty-fail
TTYReset=yes
TTYVHangup=yes
UtmpIdentifier=tty1
UtmpMode=user
ExecStart=${start}
Restart=always
RestartSec=3

[Install]
WantedBy=graphical.target
`
}

function screenScript(options: MachineOptions): string {
  const { display, output, rotate, port, printing, profile } = options
  const turn =
    display === 'cage'
      ? `wlr-randr --output ${output} --transform ${rotate === 0 ? 'normal' : rotate}`
      : [
          `xrandr --output ${output} --rotate ${X_ROTATION[rotate as keyof typeof X_ROTATION]}`,
          'xset s off -dpms',
          '# A finger touches what it sees, however the screen is turned.',
          'xinput list --name-only | grep -i touch | while read -r name; do',
          `  xinput map-to-output "$name" ${output}`,
          'done',
        ].join('\n')
  const flags = [
    ...(display === 'cage' ? ['--ozone-platform=wayland'] : []),
    '--kiosk',
    '--no-first-run',
    '--noerrdialogs',
    '--disable-session-crashed-bubble',
    '--disable-pinch',
    '--overscroll-history-navigation=0',
    '--disable-features=Translate,OverscrollHistoryNavigation',
    ...(printing ? ['--kiosk-printing'] : []),
    `--user-data-dir=${profile}`,
    `http://localhost:${port}`,
  ]
  return `#!/bin/sh
${turn}
until curl -fso /dev/null http://localhost:${port}/; do sleep 1; done
# Chromium's mark that its profile is in use. It outlives a power cut, and names the host that it was
# made on: with it, Chromium starts no more. Nothing else runs under this profile.
rm -f ${profile}/SingletonLock ${profile}/SingletonSocket ${profile}/SingletonCookie
exec chromium ${flags.join(' \\\n  ')}
`
}

function policies({ port }: MachineOptions): string {
  const own = `http://localhost:${port}`
  const policy = {
    VideoCaptureAllowedUrls: [own],
    AudioCaptureAllowed: false,
    URLBlocklist: ['*'],
    URLAllowlist: [own],
    DeveloperToolsAvailability: 2,
    BrowserSignin: 0,
    PasswordManagerEnabled: false,
    TranslateEnabled: false,
    DefaultPopupsSetting: 2,
    DefaultNotificationsSetting: 2,
    PromptForDownloadLocation: false,
    DownloadRestrictions: 3,
  }
  return `${JSON.stringify(policy, null, 2)}\n`
}

/** Cage turns touches with the screen that they are said to be on. */
function touchRule({ output }: MachineOptions): string {
  return `ENV{ID_INPUT_TOUCHSCREEN}=="1", ENV{WL_OUTPUT}="${output}"\n`
}
