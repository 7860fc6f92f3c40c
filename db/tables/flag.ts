/** 0 or 1: neither engine's driver turns a boolean into an integer column. */
export type Flag = 0 | 1;
