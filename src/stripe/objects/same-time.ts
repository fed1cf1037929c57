/** What is made in one go gets times a second or so apart: instants this near to each other are one. In milliseconds. */
export const sameTime = 60_000;
