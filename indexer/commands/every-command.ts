import { registerDecideCommand } from './decide.ts'
import { registerEmbedCommand } from './embed.ts'
import { registerEvaluateCommand } from './evaluate.ts'
import { registerFirstRunCommand } from './first-run.ts'
import { registerFitVisitorsCommand } from './fit-visitors.ts'
import { registerGalleriesCommand } from './galleries.ts'
import { registerImportCommand } from './import.ts'
import { registerIndexCommand } from './index.ts'
import { registerKioskCommand } from './kiosk.ts'
import { registerMatchCommand } from './match.ts'
import { registerPublishCommand, registerRollbackCommand } from './publish.ts'
import { registerReportCommand } from './report.ts'
import { registerServeCommand } from './serve.ts'

/** Every command but `doctor`, which has to start where these do not. Help lists them in this order. */
export const COMMANDS = [
  registerImportCommand,
  registerIndexCommand,
  registerDecideCommand,
  registerPublishCommand,
  registerRollbackCommand,
  registerGalleriesCommand,
  registerMatchCommand,
  registerEmbedCommand,
  registerEvaluateCommand,
  registerFitVisitorsCommand,
  registerReportCommand,
  registerServeCommand,
  registerKioskCommand,
  registerFirstRunCommand,
] as const
