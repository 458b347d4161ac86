/** What a file system, a database or the loader of native code refused. */
export type StorageFault = {
  /** What happened; a clause that a sentence may go on from. */
  readonly what: string
  /** What to do about it; whole sentences. */
  readonly advice: string
}

const OWNER =
  'Give the data folder to the user that runs Pendant (sudo chown -R USER FOLDER), and do not run single commands with sudo: the files they make are root’s.'

/** By the codes that Node or SQLite gives; of SQLite's longer codes the beginning is enough. */
const FAULTS: readonly (readonly [codes: string, what: string, advice: string])[] = [
  [
    'EROFS',
    'the disk is mounted for reading only',
    'Mount it for writing, or choose another folder with --data or PENDANT_DATA. A disk that turned read-only by itself is often failing: see dmesg.',
  ],
  ['EACCES EPERM SQLITE_PERM', 'this user may not read or write there', OWNER],
  [
    'ENOSPC EDQUOT SQLITE_FULL',
    'the disk is full, or the quota is used up',
    'Make room and run the same command again; what was finished is kept. "npm run pendant -- galleries --prune" deletes old galleries.',
  ],
  [
    'EIO ESTALE SQLITE_IOERR SQLITE_NOLFS',
    'the disk, or the network share, does not read or write as it should',
    'Look whether the share is connected and what the system says of the disk (dmesg); copy catalogue.db away before anything else.',
  ],
  [
    'EMFILE ENFILE',
    'more files are open than the system allows',
    'End other programs, or raise the limit (ulimit -n 4096) and run the same command again.',
  ],
  [
    'ENOTDIR EISDIR',
    'a file lies where a folder should be, or a folder where a file should be',
    'Move it away, or choose another folder with --data or PENDANT_DATA.',
  ],
  [
    'SQLITE_READONLY',
    'the database may not be written: its folder or disk is read-only or belongs to another user',
    OWNER,
  ],
  [
    'SQLITE_CANTOPEN',
    'the database cannot be opened: its folder may not be written, or something else bears its name',
    OWNER,
  ],
  [
    'SQLITE_IOERR_LOCK SQLITE_IOERR_RDLOCK SQLITE_IOERR_SHMMAP SQLITE_IOERR_SHMOPEN SQLITE_IOERR_SHMLOCK SQLITE_PROTOCOL',
    'the database cannot be shared between programs there, as on many network shares',
    'Move the data folder to a disk of this machine, and say where with --data or PENDANT_DATA.',
  ],
  [
    'SQLITE_BUSY SQLITE_LOCKED',
    'another program has been using the database for too long',
    'Wait until the other command has ended, then run the same command again.',
  ],
  [
    'SQLITE_CORRUPT SQLITE_NOTADB',
    'the database is damaged',
    'Put back your last copy of catalogue.db. A damaged gallery is made again by "npm run pendant -- index".',
  ],
  [
    'ERR_DLOPEN_FAILED',
    'a native module was compiled for another Node.js, or is damaged',
    'Run "npm rebuild" (npm start does it by itself); it needs a C++ compiler, make and Python 3.',
  ],
]
const BY_CODE = new Map(
  FAULTS.flatMap(([codes, what, advice]) =>
    codes.split(' ').map((code) => [code, { what, advice }]),
  ),
)

/** Undefined of an error that is none of these, such as one of a network or of our own. */
export function storageFault(error: unknown): StorageFault | undefined {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown }
  if (typeof code !== 'string' || syscall === 'listen' || syscall === 'connect') return undefined
  const [known = ''] = [...BY_CODE.keys()]
    .filter((known) => code === known || code.startsWith(`${known}_`))
    .sort((a, b) => b.length - a.length)
  return BY_CODE.get(known)
}
