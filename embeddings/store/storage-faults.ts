/** What a file system, a database or the loader of native code refused, for whoever runs Pendant. */
export type StorageFault = {
  /** What happened; a clause that a sentence may go on from. */
  readonly what: string
  /** What to do about it; whole sentences. */
  readonly advice: string
}

const OWNER =
  'Give the data folder to the user that runs Pendant (sudo chown -R USER FOLDER), and do not run single commands with sudo: the files they make are root’s.'
const NO_SPACE: StorageFault = {
  what: 'the disk is full, or the quota is used up',
  advice:
    'Make room and run the same command again; what was finished is kept. "npm run pendant -- galleries --prune" deletes old galleries.',
}
const NOT_ALLOWED: StorageFault = { what: 'this user may not read or write there', advice: OWNER }
const TOO_MANY_FILES: StorageFault = {
  what: 'more files are open than the system allows',
  advice: 'End other programs, or raise the limit (ulimit -n 4096) and run the same command again.',
}
const SOMETHING_ELSE: StorageFault = {
  what: 'a file lies where a folder should be, or a folder where a file should be',
  advice: 'Move it away, or choose another folder with --data or PENDANT_DATA.',
}
const DISK_ERROR: StorageFault = {
  what: 'the disk, or the network share, does not read or write as it should',
  advice:
    'Look whether the share is connected and what the system says of the disk (dmesg); copy catalogue.db away before anything else.',
}
const NO_LOCKS: StorageFault = {
  what: 'the database cannot be shared between programs there, as on many network shares',
  advice:
    'Move the data folder to a disk of this machine, and say where with --data or PENDANT_DATA.',
}
const IN_USE: StorageFault = {
  what: 'another program has been using the database for too long',
  advice: 'Wait until the other command has ended, then run the same command again.',
}
const DAMAGED: StorageFault = {
  what: 'the database is damaged',
  advice:
    'Put back your last copy of catalogue.db. A damaged gallery is made again by "npm run pendant -- index".',
}
const OTHER_NODE: StorageFault = {
  what: 'a native module was compiled for another Node.js, or is damaged',
  advice:
    'Run "npm rebuild" (npm start does it by itself); it needs a C++ compiler, make and Python 3.',
}

/** By the code that Node or SQLite gives; of SQLite's longer codes the beginning is enough. */
const FAULTS: Readonly<Record<string, StorageFault>> = {
  EROFS: {
    what: 'the disk is mounted for reading only',
    advice:
      'Mount it for writing, or choose another folder with --data or PENDANT_DATA. A disk that turned read-only by itself is often failing: see dmesg.',
  },
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  ENOSPC: NO_SPACE,
  EDQUOT: NO_SPACE,
  SQLITE_FULL: NO_SPACE,
  EIO: DISK_ERROR,
  ESTALE: DISK_ERROR,
  EMFILE: TOO_MANY_FILES,
  ENFILE: TOO_MANY_FILES,
  ENOTDIR: SOMETHING_ELSE,
  EISDIR: SOMETHING_ELSE,
  SQLITE_READONLY: {
    what: 'the database may not be written: its folder or disk is read-only or belongs to another user',
    advice: OWNER,
  },
  SQLITE_CANTOPEN: {
    what: 'the database cannot be opened: its folder may not be written, or something else bears its name',
    advice: OWNER,
  },
  SQLITE_PERM: NOT_ALLOWED,
  SQLITE_IOERR: DISK_ERROR,
  SQLITE_IOERR_LOCK: NO_LOCKS,
  SQLITE_IOERR_RDLOCK: NO_LOCKS,
  SQLITE_IOERR_SHMMAP: NO_LOCKS,
  SQLITE_IOERR_SHMOPEN: NO_LOCKS,
  SQLITE_IOERR_SHMLOCK: NO_LOCKS,
  SQLITE_PROTOCOL: NO_LOCKS,
  SQLITE_NOLFS: DISK_ERROR,
  SQLITE_BUSY: IN_USE,
  SQLITE_LOCKED: IN_USE,
  SQLITE_CORRUPT: DAMAGED,
  SQLITE_NOTADB: DAMAGED,
  ERR_DLOPEN_FAILED: OTHER_NODE,
}

/** Undefined of an error that is none of these, such as one of a network or of our own. */
export function storageFault(error: unknown): StorageFault | undefined {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown }
  if (typeof code !== 'string' || syscall === 'listen' || syscall === 'connect') return undefined
  const [known] = Object.keys(FAULTS)
    .filter((known) => code === known || code.startsWith(`${known}_`))
    .sort((a, b) => b.length - a.length)
  return known === undefined ? undefined : FAULTS[known]
}
