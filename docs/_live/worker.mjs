// Python in the browser, apart from the page, so that the page never waits. Everything is fetched from this file's own folder.
const here = new URL("./", import.meta.url).href;
let loaded = null;
const fresh = { cache: "no-cache" }; // asks the server whether what the browser keeps is still right
let missing = ""; // the first file that could not be had: what fails for want of it says less

async function counted(name, asked, tell) {
  let response;
  try {
    response = await asked;
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
  } catch (error) {
    missing ||= `${name}: ${error.message}`;
    throw error;
  }
  const reader = response.clone().body?.getReader();
  (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader.read()) tell(part.value.length);
  })().catch(() => {}); // a line that breaks is told by whoever reads the response itself
  return response;
}

async function load() {
  const plain = self.fetch.bind(self);
  const manifest = await (await counted("manifest.json", plain(here + "manifest.json", fresh), () => {})).json();
  const { sizes, total } = manifest;
  const runtime = `${here}${manifest.runtime}/`;
  let got = sizes["pyodide.mjs"] + sizes["pyodide.asm.mjs"]; // these come by import
  const tell = (bytes) => {
    got += bytes;
    postMessage({ type: "loading", got: Math.min(got, total), total });
  };
  self.fetch = (url, options) => counted(String(url.url ?? url).split("/").pop(), plain(url, options), tell);
  const wheels = manifest.wheels.map(async (name) => (await self.fetch(here + name, fresh)).arrayBuffer());
  const scripts = ["letters.py", "glue.py"].map(async (name) => (await self.fetch(here + name, fresh)).text());
  // no package is ever looked up: the list of them is empty
  const { loadPyodide } = await import(`${runtime}pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: runtime, lockFileContents: { info: manifest.info, packages: {} }, packageBaseUrl: runtime });
  for (const wheel of wheels) pyodide.unpackArchive(await wheel, "wheel");
  postMessage({ type: "starting" });
  for (const script of scripts) pyodide.runPython(await script);
  return { find: pyodide.globals.get("find"), export: pyodide.globals.get("export") };
}

self.onmessage = async ({ data }) => {
  try {
    loaded ??= load();
    const python = await loaded;
    if (data.type === "find") {
      postMessage({ type: "working" });
      postMessage({ type: "found", ...JSON.parse(python.find(data.text, data.title, data.lang)) });
    } else {
      postMessage({ type: "file", form: data.form, content: python.export(data.form, data.title, data.lang) });
    }
  } catch (error) {
    postMessage({ type: "failed", reason: missing || String(error.message ?? error) });
  }
};
