// Preloaded into a measured process: on exit it tells on file descriptor 3 what the process has used.
const { writeSync } = require('node:fs')

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  writeSync(
    3,
    JSON.stringify({ milliseconds: (userCPUTime + systemCPUTime) / 1000, mebibytes: maxRSS / 1024 }),
  )
})
