/** Fetches a picture of which only the half ever comes; to be killed in the middle of it. */
import { openDownloads } from '../../../indexer/downloads/downloads.ts'

const [folder = '', url = ''] = process.argv.slice(2)
await openDownloads({
  folder,
  crawlPolicies: [],
  allowHosts: ['127.0.0.1'],
  paceMs: 0,
  offline: false,
  agent: async () => '',
  limitBytes: 1e9,
  isNeeded: () => false,
  signal: new AbortController().signal,
  say: () => {},
}).picture([url])
