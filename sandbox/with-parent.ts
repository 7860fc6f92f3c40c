// Loaded before a program that must not outlive whoever started it: the starter holds its standard input.
process.stdin.on('end', () => process.exit(1)).resume();
// The program itself may still end when it has nothing left to do.
process.stdin.unref();
