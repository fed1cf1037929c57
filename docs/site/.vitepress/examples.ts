import type { MarkdownRenderer } from 'vitepress';
import { runnable } from '../examples/runnable.ts';

/** Blocks of TypeScript become examples that can be run and changed where all that they import is at hand in a browser. */
export function runnableExamples(markdown: MarkdownRenderer): void {
  const { fence } = markdown.renderer.rules;
  if (fence === undefined) throw new Error('VitePress renders fences by a rule');
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const block = fence(tokens, index, ...rest);
    const { info = '', content = '' } = tokens[index] ?? {};
    if (info.trim() !== 'ts' || !runnable(content)) return block;
    return `<RunnableExample source="${encodeURIComponent(content.trimEnd())}">${block}</RunnableExample>\n`;
  };
}
