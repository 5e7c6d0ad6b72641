// Python in the browser, apart from the page, so that the page never waits. Everything is fetched from this file's own folder.
import { loadPyodide } from "./pyodide.mjs";

const here = new URL("./", import.meta.url).href;
let loaded = null;

function count(name, response, tell) {
  if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
  if (!response.body) return response;
  const reader = response.clone().body.getReader();
  (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) tell(part.value.length);
  })().catch(() => {}); // a break of the line is told by whoever reads the response itself
  return response;
}

async function load() {
  const manifest = await (await fetch(here + "manifest.json", { cache: "no-cache" })).json();
  let got = 0;
  const tell = (bytes) => {
    got += bytes;
    postMessage({ type: "loading", got: Math.min(got, manifest.total), total: manifest.total });
  };
  const plain = self.fetch.bind(self);
  const known = (url) => String(url.url ?? url).split("/").pop() in manifest.sizes;
  self.fetch = async (url, options) => {
    const response = await plain(url, options);
    return known(url) ? count(String(url.url ?? url).split("/").pop(), response, tell) : response;
  };
  const wheels = manifest.wheels.map(async (name) => (await self.fetch(here + name)).arrayBuffer());
  const glue = plain(here + "glue.py").then((response) => response.text());
  // no package is ever looked up: the list of them is empty
  const pyodide = await loadPyodide({ indexURL: here, lockFileContents: { info: manifest.info, packages: {} }, packageBaseUrl: here });
  for (const wheel of wheels) pyodide.unpackArchive(await wheel, "wheel");
  postMessage({ type: "starting" });
  pyodide.runPython(await glue);
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
    loaded = null;
    postMessage({ type: "failed", reason: String(error.message ?? error) });
  }
};
