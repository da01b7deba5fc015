/** Two things to wait for: that somebody has come to a place, and that they may go on. */
export function gate() {
  let reach!: () => void;
  let open!: () => void;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { reach, reached, open, opened };
}
