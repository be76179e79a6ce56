// Loaded into a process before it starts: at its end, what it has used goes into the file that RESOURCES names.
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const used = { seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
  require('node:fs').writeFileSync(process.env.RESOURCES, JSON.stringify(used));
});
