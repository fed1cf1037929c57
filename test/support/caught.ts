/** What an action throws, or what it returns: an error that never came is then seen for what it is. */
export function caught(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
