/** Ends as native code ends that uses instructions its processor lacks. */
process.kill(process.pid, 'SIGILL')
