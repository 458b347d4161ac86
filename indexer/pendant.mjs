#!/usr/bin/env node
// `npx pendant`: the command line, whose modules are TypeScript.
import { register } from 'tsx/esm/api'

register()
await import('./cli.ts')
