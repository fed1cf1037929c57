declare module 'vega-compiled' {
  export * from 'vega';
}
