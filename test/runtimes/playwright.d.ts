// As much of its interface as is used here, so that types can be checked where it is not installed.
declare module 'playwright-core' {
  export interface Route {
    request(): { url(): string };
    fulfill(answer: { status: number; body?: string; contentType?: string }): Promise<void>;
  }
  export interface Page {
    on(event: 'pageerror', listener: (error: Error) => void): void;
    route(url: string, handler: (route: Route) => Promise<void>): Promise<void>;
    goto(url: string): Promise<unknown>;
    waitForFunction(expression: string): Promise<unknown>;
    evaluate<Value>(expression: string): Promise<Value>;
    screenshot(options: { path: string }): Promise<unknown>;
  }
  export interface Browser {
    version(): string;
    newPage(options: {
      locale: string;
      timezoneId: string;
      viewport: { width: number; height: number };
    }): Promise<Page>;
    close(): Promise<void>;
  }
  export const chromium: {
    launch(options: { executablePath: string; headless: boolean; args: readonly string[] }): Promise<Browser>;
  };
}
