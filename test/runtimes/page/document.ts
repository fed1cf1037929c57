/** A page that runs a script and shows what it draws; with the modules of `imports` where the script asks for them by name. */
export function documentOf(script: string, imports: Readonly<Record<string, string>>): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>tenure in a browser</title>
<style>
  body { margin: 0; background: #fff; color: #1b1f24; font: 14px system-ui, sans-serif; }
  .title { font-size: 20px; font-weight: 600; }
  .term { fill: #57606a; }
</style>
<script type="importmap">${JSON.stringify({ imports })}</script>
<body>
<script type="module" src="${script}"></script>
</body>
</html>`;
}
